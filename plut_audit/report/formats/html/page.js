"use strict";
/* Sorts, filters and opens centres. All text enters as text nodes, never as markup. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const byId = new Map(data.centres.map((centre) => [centre.id, centre]));
  const locale = data.language === "id" ? "id-ID" : "en-GB";
  const el = (id) => document.getElementById(id);
  const text = (index) => data.texts[index];
  const formats = new Map();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function number(value, decimals = data.decimals) {
    if (value === null || value === undefined) return "–";
    if (!formats.has(decimals)) {
      formats.set(decimals, new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    }
    return formats.get(decimals).format(value);
  }

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  }

  /* --- the ranking: sort, filter, search --- */

  const body = el("centres").tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, centre: byId.get(row.dataset.id) }));
  const severities = Object.keys(data.severities);
  const order = {
    worst: (centre) => (centre.worst ? severities.indexOf(centre.worst) : null),
    id: (centre) => centre.id,
  };
  const fold = (written) => written.toLocaleLowerCase(locale).normalize("NFKD").replace(/\p{M}/gu, "");
  const haystack = new Map(data.centres.map((centre) =>
    [centre.id, fold([centre.id, centre.name, centre.province, centre.regency].join(" "))]));

  const alphabet = new Intl.Collator(locale, { numeric: true });
  function compare(left, right) {
    if (typeof left === "number" && typeof right === "number") return left - right;
    return alphabet.compare(String(left), String(right));
  }

  function sort(key, downwards) {
    const value = order[key] || ((centre) => centre[key]);
    const known = (each) => each !== null && each !== "" && each !== undefined;
    rows.sort((first, second) => {
      const left = value(first.centre), right = value(second.centre);
      if (!known(left) || !known(right)) return known(right) - known(left);
      return (downwards ? -1 : 1) * compare(left, right) || compare(first.centre.id, second.centre.id);
    });
    body.append(...rows.map((each) => each.row));
  }

  for (const button of el("centres").tHead.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const was = head.getAttribute("aria-sort");
      const first = ["reported", "combined", "estimate", "seen"].includes(button.dataset.key);
      const downwards = was ? was === "ascending" : first;
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", downwards ? "descending" : "ascending");
      sort(button.dataset.key, downwards);
    });
  }

  const chosen = (id) => (el(id) ? el(id).value : "");

  function filter() {
    const searched = fold(chosen("search")).split(/\s+/).filter(Boolean);
    const [province, level, name, severity] = ["province", "level", "class", "severity"].map(chosen);
    let count = 0;
    for (const { row, centre } of rows) {
      const fits = (!province || centre.province === province) && (!level || centre.level === level)
        && (!name || centre.class === name) && (!severity || centre.counts[severity] > 0)
        && searched.every((part) => haystack.get(centre.id).includes(part));
      row.hidden = !fits;
      count += fits;
    }
    el("count").textContent = words.shown.replace("{shown}", number(count, 0))
      .replace("{all}", number(rows.length, 0));
    for (const tile of document.querySelectorAll(".map button")) {
      tile.setAttribute("aria-pressed", String(Boolean(province) && tile.dataset.province === province));
    }
  }

  el("filters").addEventListener("input", filter);
  el("filters").addEventListener("submit", (event) => event.preventDefault());
  el("filters").addEventListener("reset", () => setTimeout(filter));
  for (const tile of document.querySelectorAll(".map button")) {
    tile.addEventListener("click", () => {
      const again = el("province").value === tile.dataset.province;
      el("province").value = again ? "" : tile.dataset.province;
      filter();
      // The table lies below the map: without this a click seems to do nothing.
      if (!again) el("ranking").scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    });
  }
  filter();

  /* --- the panel of a centre, at its own address --- */

  const dialog = el("centre");
  let opener = null;

  function fact(label, value) {
    return make("div", {}, make("dt", {}, label), make("dd", {}, value));
  }

  function head(...titles) {
    return make("thead", {}, make("tr", {}, ...titles.map(([title, kind]) =>
      make("th", { scope: "col", class: kind || "" }, title))));
  }

  function cell(value, kind = "") {
    return make("td", { class: kind }, value);
  }

  /* A phone shows each row as a list, its cells named as the head of the table names them. */
  function wide(label, titles, lines) {
    for (const line of lines) {
      [...line.cells].forEach((each, column) => each.setAttribute("data-label", titles[column][0]));
    }
    return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": label },
      make("table", { class: "stack" }, head(...titles), make("tbody", {}, ...lines)));
  }

  function figures(centre) {
    const rank = centre.rank === null ? words.not_ranked
      : number(centre.rank, Number.isInteger(centre.rank) ? 0 : 1) + (centre.tied ? ` (${words.tied})` : "");
    const estimate = number(centre.estimate) + (centre.interval ? ` (${centre.interval})` : "");
    const region = [centre.regency, centre.province].filter(Boolean).join(", ");
    return make("div", {},
      make("p", { class: "note" }, [centre.id, region, centre.level_word].filter(Boolean).join(" · ")),
      centre.reason ? make("p", {}, `${words.not_ranked}: ${centre.reason}`) : null,
      make("dl", { class: "figures plain" },
        fact(words.rank, rank), centre.ranks ? fact(words.ranks, centre.ranks) : null,
        fact(words.class, centre.mark), fact(words.estimate, estimate),
        fact(words.combined, number(centre.combined)), fact(words.reported, number(centre.reported)),
        fact(words.seen, number(centre.seen, 0)),
        fact(words.survey, centre.survey), fact(words.visit, centre.visit)),
      centre.capped ? make("p", { class: "note" }, words.capped) : null,
      centre.provisional ? make("p", { class: "note" }, words.provisional) : null);
  }

  function dimensions(centre) {
    const lines = data.dimensions.map((dimension, index) => {
      const figure = centre.dimensions[index];
      const bar = make("i");
      bar.style.width = `${Math.max(0, Math.min(100, 100 * (figure.estimate || 0) / data.scale))}%`;
      return make("tr", {}, make("th", { scope: "row" }, `${dimension.code} ${dimension.title}`),
        make("td", { class: "number" }, number(figure.estimate), make("span", { class: "bar", "aria-hidden": "true" }, bar)),
        cell(number(figure.combined), "number"), cell(number(figure.reported), "number"),
        cell(figure.coverage === null ? "–" : number(100 * figure.coverage, 0), "number"),
        cell(figure.seen === null ? "–" : number(100 * figure.seen, 0), "number"));
    });
    return make("section", {}, make("h3", {}, words.dimensions), wide(words.dimensions,
      [[words.dimension], [words.estimate, "number"], [words.combined, "number"],
        [words.reported, "number"], [words.coverage, "number"], [words.seen, "number"]], lines));
  }

  function finding(index) {
    const found = data.findings[index];
    const list = make("dl", {});
    found.elements.forEach((element, which) => list.append(
      make("dt", {}, words.elements[which]), make("dd", {}, text(element))));
    if (found.cells.length) list.append(make("dt", {}, words.cells), make("dd", { class: "cells" }, found.cells.join(", ")));
    return make("details", { class: "finding" }, make("summary", {},
      make("span", { class: `severity ${found.severity}` }, data.severities[found.severity]), " ",
      make("b", {}, found.code), ` ${text(found.title)} `,
      make("span", { class: "whose" }, `−${number(found.lost)}`)), list);
  }

  /* Findings rest on a rule that bound the centre; suggestions and checks stand apart. */
  function findings(centre) {
    const parts = { finding: words.findings, suggestion: words.suggestions, check: words.checks };
    const sections = Object.entries(parts).map(([basis, title]) => {
      const own = centre.findings.filter((index) => data.findings[index].basis === basis);
      return own.length ? make("section", {}, make("h3", {}, `${title} (${own.length})`), ...own.map(finding)) : null;
    }).filter(Boolean);
    if (!sections.length) sections.push(make("section", {}, make("h3", {}, words.findings), make("p", {}, words.nothing)));
    if (centre.remarks.length) {
      sections.push(make("section", {}, make("h3", {}, words.remarks),
        ...centre.remarks.map((remark) => make("p", {}, text(remark)))));
    }
    return make("div", {}, ...sections);
  }

  function indicators(centre) {
    const lines = [];
    let dimension = null;
    data.indicators.forEach((indicator, index) => {
      if (indicator.dimension !== dimension) {
        dimension = indicator.dimension;
        const title = data.dimensions.find((each) => each.code === dimension).title;
        lines.push(make("tr", { class: "group" }, make("th", { colspan: "7", scope: "colgroup" }, `${dimension} ${title}`)));
      }
      const [reported, observed, score, estimate, evidence, , lost, cells] = centre.items[index];
      lines.push(make("tr", {}, make("th", { scope: "row", title: indicator.rule },
        make("b", {}, indicator.code), ` ${indicator.title}`,
        cells.length ? make("div", { class: "cells" }, cells.join(", ")) : null),
      cell(text(reported)), cell(text(observed)), cell(text(evidence)),
      cell(number(score), "number"), cell(number(estimate), "number"), cell(number(lost), "number")));
    });
    return make("section", {}, make("h3", {}, words.indicators), wide(words.indicators,
      [[words.indicator], [words.reported], [words.observed], [words.evidence],
        [words.score, "number"], [words.estimate, "number"], [words.lost, "number"]], lines));
  }

  function open(centre) {
    if (!dialog.open) opener = document.activeElement;
    el("panel").replaceChildren(make("h2", { id: "centre-title", tabindex: "-1" }, centre.name || centre.id),
      figures(centre), dimensions(centre), findings(centre), indicators(centre));
    document.body.classList.add("open");
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    el("centre-title").focus();
  }

  function follow() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* an address that nobody encoded */ }
    const centre = byId.get(id);
    if (centre) open(centre);
    else if (dialog.open) dialog.close();
  }

  dialog.addEventListener("close", () => {
    document.body.classList.remove("open");
    if (byId.has(decodeURIComponent(location.hash.slice(1)))) history.replaceState(null, "", "#ranking");
    if (opener && opener.isConnected) opener.focus();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  el("close").addEventListener("click", () => dialog.close());
  window.addEventListener("hashchange", follow);
  follow();
})();
