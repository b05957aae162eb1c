"""What PyInstaller cannot see: modules found by looking through a folder, and data files."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

# Readers, dialects, checks, formats and sections are imported by name; so is a country's calendar.
hiddenimports = collect_submodules("plut_audit") + collect_submodules("holidays.countries")
datas = collect_data_files("plut_audit") + collect_data_files("holidays")
# Old workbooks are read by a script of their own, which must be a file.
# So are the templates of python-docx, found by way of a folder of its code.
module_collection_mode = {
    "plut_audit.ingest.sheets.guard.xls_child": "pyz+py",
    "docx": "pyz+py",
}
