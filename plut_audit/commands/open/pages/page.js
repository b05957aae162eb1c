"use strict";

/* Files are handed in one after the other, so that each is refused or copied by itself. */

const drop = document.getElementById("drop");

function waiting(form) {
  document.getElementById("busy").hidden = false;
  for (const button of form.querySelectorAll("button")) button.disabled = true;
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => waiting(form));
}
/* A page that the browser shows again keeps what was filled in. */
window.addEventListener("pageshow", () => {
  document.getElementById("busy").hidden = true;
  for (const button of document.querySelectorAll("form button")) button.disabled = false;
});

for (const form of document.querySelectorAll("form.fields")) {
  const kind = form.querySelector("[name=kind]");
  if (kind) {
    const show = () => {
      const about = { new: ["correct", "cause"], response: ["choose", "leave_out"], until: ["accept"] };
      for (const [name, kinds] of Object.entries(about)) {
        const field = form.querySelector(`[name=${name}]`);
        if (!field) continue;
        const needed = kinds.includes(kind.value);
        field.closest("label").hidden = !needed;
        field.required = needed;
      }
      const evidence = form.querySelector("[name=evidence]");
      if (evidence) evidence.required = kind.value === "close";
    };
    kind.addEventListener("change", show);
    show();
  }
}

/* A file can take a while to be made: it is asked for here, so that the page can say so. */
async function save(link) {
  const busy = document.getElementById("busy");
  busy.hidden = false;
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) {
      location.href = link.href;
      return;
    }
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"));
    const address = URL.createObjectURL(await answer.blob());
    const made = Object.assign(document.createElement("a"), { href: address, download: named[1] });
    made.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  } finally {
    busy.hidden = true;
  }
}

for (const link of document.querySelectorAll("a[download]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    save(link);
  });
}

/* Names below the one folder that was chosen; of several folders each keeps its name. */
function withoutCommonFolder(entries) {
  const tops = new Set(entries.map(({ name }) => name.split("/")[0]));
  const deep = entries.every(({ name }) => name.includes("/"));
  if (!deep || tops.size > 1) return entries;
  return entries.map(({ name, file }) => ({ name: name.slice(name.indexOf("/") + 1), file }));
}

const isClutter = (name) => name.split("/").some((part) => part.startsWith(".") || /^(thumbs\.db|desktop\.ini|__MACOSX)$/i.test(part));

async function copy(found) {
  const entries = withoutCommonFolder(found.filter(({ name }) => !isClutter(name)));
  const status = document.getElementById("copying");
  const refused = document.getElementById("refused");
  const failed = (name, reason) => {
    const line = document.createElement("li");
    line.textContent = `${name}: ${reason}`;
    refused.append(line);
  };
  refused.replaceChildren();
  let copied = 0;
  for (const { name, file } of entries) {
    status.textContent = `${copied + 1}/${entries.length} ${name}`;
    if (file.size > Number(drop.dataset.limit)) {
      failed(name, drop.dataset.large);
      continue;
    }
    try {
      const answer = await fetch(`/files?name=${encodeURIComponent(drop.dataset.prefix + name)}`, { method: "POST", body: file });
      if (answer.ok) copied += 1;
      else failed(name, await answer.text());
    } catch {
      failed(name, drop.dataset.broken);
    }
  }
  status.textContent = drop.dataset.copied.replace("{count}", copied);
  if (entries.length && !refused.children.length) location.reload();
  else if (copied) {
    const again = document.createElement("a");
    again.href = location.href;
    again.className = "button";
    again.textContent = status.textContent;
    status.replaceChildren(again);
  }
}

function chosen(input) {
  return [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

const entryFile = (entry) => new Promise((done, failed) => entry.file(done, failed));
const batch = (reader) => new Promise((done, failed) => reader.readEntries(done, failed));

/* A reader gives at most a hundred entries at a time, and none when it is at its end. */
async function* walk(entry) {
  if (entry.isFile) {
    yield { name: entry.fullPath.replace(/^\//, ""), file: await entryFile(entry) };
    return;
  }
  const reader = entry.createReader();
  for (let entries = await batch(reader); entries.length; entries = await batch(reader)) {
    for (const inner of entries) yield* walk(inner);
  }
}

/* What was dropped can be looked at only before the first wait. */
async function dropped(items) {
  const things = [...items].filter((item) => item.kind === "file");
  const entries = things.map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const files = things.filter((item) => !item.webkitGetAsEntry()).map((item) => item.getAsFile());
  const found = files.map((file) => ({ name: file.name, file }));
  for (const entry of entries) for await (const one of walk(entry)) found.push(one);
  await copy(found);
}

if (drop) {
  for (const id of ["folder", "files"]) {
    const input = document.getElementById(id);
    if (input) input.addEventListener("change", () => copy(chosen(input)));
  }
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    dropped(event.dataTransfer.items);
  });
}
