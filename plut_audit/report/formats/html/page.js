"use strict";
/* Sorts, filters, draws and opens centres. All text enters as text nodes, never as markup. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const byId = new Map(data.centres.map((centre) => [centre.id, centre]));
  const locale = data.language === "id" ? "id-ID" : "en-GB";
  const el = (id) => document.getElementById(id);
  const text = (place) => data.texts[place];
  const formats = new Map();

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
    const known = (one) => one !== null && one !== "" && one !== undefined;
    rows.sort((one, two) => {
      const left = value(one.centre), right = value(two.centre);
      if (!known(left) || !known(right)) return known(right) - known(left);
      return (downwards ? -1 : 1) * compare(left, right) || compare(one.centre.id, two.centre.id);
    });
    body.append(...rows.map((one) => one.row));
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

  const wish = (id) => (el(id) ? el(id).value : "");

  function filter() {
    const parts = fold(wish("search")).split(/\s+/).filter(Boolean);
    const [province, level, name, severity] = ["province", "level", "class", "severity"].map(wish);
    let count = 0;
    for (const { row, centre } of rows) {
      const fits = (!province || centre.province === province) && (!level || centre.level === level)
        && (!name || centre.class === name) && (!severity || centre.counts[severity] > 0)
        && parts.every((part) => haystack.get(centre.id).includes(part));
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

  function wide(label, ...parts) {
    return make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": label },
      make("table", {}, ...parts));
  }

  function figures(centre) {
    const rank = centre.rank === null ? words.not_ranked
      : number(centre.rank, Number.isInteger(centre.rank) ? 0 : 1) + (centre.tied ? ` (${words.tied})` : "");
    const estimate = number(centre.estimate) + (centre.interval ? ` (${centre.interval})` : "");
    const place = [centre.regency, centre.province].filter(Boolean).join(", ");
    return make("div", {},
      make("p", { class: "note" }, [centre.id, place, centre.level_word].filter(Boolean).join(" · ")),
      centre.reason ? make("p", {}, `${words.not_ranked}: ${centre.reason}`) : null,
      make("dl", { class: "figures plain" },
        fact(words.rank, rank), centre.ranks ? fact(words.ranks, centre.ranks) : null,
        fact(words.class, centre.mark), fact(words.estimate, estimate),
        fact(words.combined, number(centre.combined)), fact(words.reported, number(centre.reported)),
        fact(words.reweighted, number(centre.reweighted)), fact(words.upper, number(centre.upper)),
        fact(words.seen, number(centre.seen, 0)),
        fact(words.survey, centre.survey), fact(words.visit, centre.visit)),
      centre.capped ? make("p", { class: "note" }, words.capped) : null,
      centre.provisional ? make("p", { class: "note" }, words.provisional) : null);
  }

  function dimensions(centre) {
    const lines = data.dimensions.map((part, place) => {
      const found = centre.dimensions[place];
      const bar = make("i");
      bar.style.width = `${Math.max(0, Math.min(100, 100 * (found.estimate || 0) / data.scale))}%`;
      return make("tr", {}, make("th", { scope: "row" }, `${part.code} ${part.title}`),
        make("td", { class: "number" }, number(found.estimate), make("span", { class: "bar", "aria-hidden": "true" }, bar)),
        cell(number(found.combined), "number"), cell(number(found.reported), "number"),
        cell(found.coverage === null ? "–" : number(100 * found.coverage, 0), "number"),
        cell(found.seen === null ? "–" : number(100 * found.seen, 0), "number"));
    });
    return make("section", {}, make("h3", {}, words.dimensions), wide(words.dimensions,
      head([words.dimension], [words.estimate, "number"], [words.combined, "number"],
        [words.reported, "number"], [words.coverage, "number"], [words.seen, "number"]), make("tbody", {}, ...lines)));
  }

  function finding(place) {
    const one = data.findings[place];
    const list = make("dl", {});
    one.elements.forEach((element, which) => list.append(
      make("dt", {}, words.elements[which]), make("dd", {}, text(element))));
    if (one.cells.length) list.append(make("dt", {}, words.cells), make("dd", { class: "cells" }, one.cells.join(", ")));
    return make("details", { class: "finding" }, make("summary", {},
      make("span", { class: `severity ${one.severity}` }, data.severities[one.severity]), " ",
      make("b", {}, one.code), ` ${text(one.title)} `,
      make("span", { class: "whose" }, `−${number(one.lost)}`)), list);
  }

  /* Findings rest on a rule that bound the centre; suggestions and checks stand apart. */
  function findings(centre) {
    const parts = { finding: words.findings, suggestion: words.suggestions, check: words.checks };
    const sections = Object.entries(parts).map(([basis, title]) => {
      const own = centre.findings.filter((place) => data.findings[place].basis === basis);
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
    data.indicators.forEach((indicator, place) => {
      if (indicator.dimension !== dimension) {
        dimension = indicator.dimension;
        const title = data.dimensions.find((part) => part.code === dimension).title;
        lines.push(make("tr", { class: "group" }, make("th", { colspan: "7", scope: "colgroup" }, `${dimension} ${title}`)));
      }
      const [reported, observed, score, estimate, evidence, , lost, cells] = centre.items[place];
      lines.push(make("tr", {}, make("th", { scope: "row", title: indicator.rule },
        make("b", {}, indicator.code), ` ${indicator.title}`,
        cells.length ? make("div", { class: "cells" }, cells.join(", ")) : null),
      cell(text(reported)), cell(text(observed)), cell(text(evidence)),
      cell(number(score), "number"), cell(number(estimate), "number"), cell(number(lost), "number")));
    });
    return make("section", {}, make("h3", {}, words.indicators), wide(words.indicators,
      head([words.indicator], [words.reported], [words.observed], [words.evidence],
        [words.score, "number"], [words.estimate, "number"], [words.lost, "number"]), make("tbody", {}, ...lines)));
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

  /* --- charts --- */

  // The library takes some markup in labels; a name is never markup.
  const label = (written) => String(written).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const ranked = data.centres.filter((centre) => centre.rank !== null)
    .sort((one, two) => one.rank - two.rank || compare(one.id, two.id));
  const name = (centre) => label(`${centre.id} ${centre.name}`);
  const settings = { responsive: true, displaylogo: false, displayModeBar: false };
  const drawn = [];

  function layout(extra) {
    return { font: { family: "system-ui, sans-serif", size: 13, color: "#1d2733" }, autosize: true,
      separators: data.language === "id" ? ",." : ".,", margin: { l: 55, r: 15, t: 10, b: 50 },
      hovermode: "closest", legend: { orientation: "h", y: 1.02, yanchor: "bottom" }, ...extra };
  }

  function draw(id, traces, look) {
    const place = el(id);
    if (!place) return;
    Plotly.newPlot(place, traces, layout(look), settings);
    place.on("plotly_click", (event) => {
      const id = event.points[0].customdata;
      if (byId.has(id)) location.hash = `#${encodeURIComponent(id)}`;
    });
    drawn.push(place);
  }

  const scores = (title) => ({ title: { text: title }, range: [0, data.scale * 1.02], zeroline: false });
  const places = ranked.map((_, place) => place + 1);
  const ids = ranked.map((centre) => centre.id);
  const figure = (key, symbol, colour) => ({ type: "scatter", mode: "markers", name: words[key],
    x: places, y: ranked.map((centre) => centre[key]), customdata: ids, text: ranked.map(name),
    marker: { symbol, color: colour, size: 7 }, hovertemplate: `%{text}<br>${words[key]}: %{y:.2f}<extra></extra>` });
  const estimates = figure("estimate", "circle", "#14507a");
  if (ranked.some((centre) => centre.ends)) {
    estimates.error_y = { type: "data", symmetric: false, color: "#7fb1d1", thickness: 2, width: 0,
      array: ranked.map((centre) => (centre.ends ? centre.ends[1] - centre.estimate : 0)),
      arrayminus: ranked.map((centre) => (centre.ends ? centre.estimate - centre.ends[0] : 0)) };
  }
  draw("chart-ranking", [estimates, figure("combined", "triangle-down-open", "#5a6775"),
    figure("reported", "triangle-up-open", "#b4541c")],
  { xaxis: { title: { text: words.rank }, zeroline: false }, yaxis: scores(words.score), height: 420 });

  const few = ranked.length <= 60;
  draw("chart-dimensions", [{ type: "heatmap", x: data.dimensions.map((part) => label(`${part.code} ${part.title}`)),
    y: places, z: ranked.map((centre) => centre.dimensions.map((part) => part.estimate)),
    customdata: ranked.map((centre) => centre.dimensions.map(() => centre.id)),
    text: ranked.map((centre) => centre.dimensions.map(() => name(centre))),
    hovertemplate: "%{text}<br>%{x}: %{z:.2f}<extra></extra>", zmin: 0, zmax: data.scale, xgap: 2, ygap: few ? 1 : 0,
    colorscale: [[0, "#eef4f8"], [.5, "#7fb1d1"], [1, "#0e3d5f"]], colorbar: { thickness: 12 } }],
  { yaxis: { title: { text: words.rank }, autorange: "reversed", zeroline: false }, xaxis: { side: "top", automargin: true,
    tickvals: data.dimensions.map((_, place) => place), ticktext: data.dimensions.map((part) => part.code) },
    height: Math.max(320, Math.min(760, 80 + 14 * ranked.length)), margin: { l: 55, r: 15, t: 40, b: 20 } });

  draw("chart-reported", [
    { type: "scatter", mode: "lines", x: [0, data.scale], y: [0, data.scale], name: words.equal,
      line: { color: "#8593a0", dash: "dash" }, hoverinfo: "skip" },
    { type: "scatter", mode: "markers", x: ranked.map((centre) => centre.reported), customdata: ids,
      y: ranked.map((centre) => centre.estimate), text: ranked.map(name), name: words.centre, marker: { color: "#14507a", size: 8 },
      hovertemplate: `%{text}<br>${words.reported}: %{x:.2f}<br>${words.estimate}: %{y:.2f}<extra></extra>` }],
  { xaxis: scores(words.reported), yaxis: scores(words.estimate), height: 460 });

  if (data.trend) {
    const years = data.trend.years.map(String);
    const mean = data.trend.summary.map((one) => one.mean_estimate);
    const lines = data.trend.centres.slice(0, 500).map((one) => ({ type: "scatter", mode: "lines", x: years, y: one.estimate,
      customdata: years.map(() => one.centre_id), text: years.map(() => label(`${one.centre_id} ${one.name}`)),
      line: { color: "rgba(47,120,168,.25)", width: 1 }, showlegend: false, hovertemplate: "%{text}<br>%{x}: %{y:.2f}<extra></extra>" }));
    lines.push({ type: "scatter", mode: "lines+markers", x: years, y: mean, name: words.mean,
      line: { color: "#b4541c", width: 3 }, marker: { size: 9 }, hovertemplate: `${words.mean}<br>%{x}: %{y:.2f}<extra></extra>` });
    draw("chart-trend", lines, { xaxis: { type: "category", title: { text: words.year } }, yaxis: scores(words.estimate), height: 420 });
  }

  if (data.robustness) {
    const drawnRanks = data.robustness.centres;
    draw("chart-intervals", [{ type: "scatter", mode: "markers", x: drawnRanks.map((_, place) => place + 1),
      y: drawnRanks.map((one) => one.median_rank), customdata: drawnRanks.map((one) => one.centre_id), name: `${words.median}, ${words.interval}`,
      text: drawnRanks.map((one) => `${label(`${one.centre_id} ${one.name}`)}<br>${one.rank_low}–${one.rank_high}`),
      error_y: { type: "data", symmetric: false, color: "#7fb1d1", thickness: 2, width: 0,
        array: drawnRanks.map((one) => one.rank_high - one.median_rank),
        arrayminus: drawnRanks.map((one) => one.median_rank - one.rank_low) },
      marker: { color: "#14507a", size: 6 }, hovertemplate: `%{text}<br>${words.median}: %{y}<extra></extra>` }],
    { xaxis: { title: { text: words.rank }, zeroline: false }, yaxis: { title: { text: words.median }, autorange: "reversed", zeroline: false },
      showlegend: true, height: 460 });
  }

  /* A page is printed narrower than it is shown. */
  window.addEventListener("beforeprint", () => drawn.forEach((place) => Plotly.relayout(place, { width: 680 })));
  window.addEventListener("afterprint", () => drawn.forEach((place) => Plotly.relayout(place, { width: null, autosize: true })));
})();
