// Sorting, search and choice in tables, and whole findings lit where they are cut in pieces. Pages read well without it.
"use strict";

const SEARCHABLE = 8; // rows from which a table gets a search box
const SHORT = 15; // rows that a long table shows before it is asked for more

function cellValue(row, index) {
  const cell = row.cells[index];
  return cell.dataset.n !== undefined ? (cell.dataset.n === "" ? -Infinity : Number(cell.dataset.n)) : cell.textContent.trim();
}

function compared(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), "en", { numeric: true });
}

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "none" || !head.hasAttribute("aria-sort")
        ? head.classList.contains("n") : head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      const sorted = [...body.rows].sort((one, other) => compared(cellValue(one, index), cellValue(other, index)));
      body.append(...(down ? sorted.reverse() : sorted));
    });
  });
}

function makeSearchable(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < SEARCHABLE) return;
  const name = table.closest("[aria-label]").getAttribute("aria-label");
  const bar = document.createElement("div");
  bar.className = "find";
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "Search these rows";
  search.setAttribute("aria-label", `Search: ${name}`);
  const said = document.createElement("output");
  bar.append(search);
  const choice = choiceOf(table, rows, name);
  if (choice) bar.append(choice);
  bar.append(said);
  const more = shortened(table, rows);
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    if (more && (words.length || (choice && choice.value))) more.show();
    for (const row of rows) {
      const chosen = !choice || !choice.value || row.cells[choice.column].textContent.trim() === choice.value;
      row.hidden = !chosen || !words.every((word) => texts.get(row).includes(word));
      shown += row.hidden ? 0 : 1;
    }
    said.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} rows`;
  };
  search.addEventListener("input", apply);
  if (choice) choice.addEventListener("change", apply);
  table.parentElement.before(bar);
}

function shortened(table, rows) {
  if (rows.length <= SHORT + 5) return null;
  const wrap = table.parentElement;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "more-rows";
  button.textContent = `Show all ${rows.length} rows`;
  wrap.classList.add("short");
  wrap.after(button);
  button.show = () => {
    wrap.classList.remove("short");
    button.remove();
  };
  button.addEventListener("click", button.show);
  return button;
}

function choiceOf(table, rows, name) {
  const heads = [...table.tHead.rows[0].cells];
  const column = heads.findIndex((head) => head.dataset.key === table.dataset.choose);
  if (column < 0) return null;
  const values = [...new Set(rows.map((row) => row.cells[column].textContent.trim()))].sort();
  if (values.length < 2) return null;
  const choice = document.createElement("select");
  choice.column = column;
  choice.setAttribute("aria-label", `Choose ${heads[column].textContent.trim()}: ${name}`);
  choice.append(new Option(`any ${heads[column].textContent.trim()}`, ""), ...values.map((value) => new Option(value, value)));
  return choice;
}

function light() {
  document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor) return;
  document.querySelectorAll("[data-of], [data-note]").forEach((each) => {
    if (each.dataset.of === anchor || each.dataset.note === anchor) each.classList.add("lit");
  });
}

document.querySelectorAll("table[data-table]").forEach((table) => {
  makeSearchable(table);
  makeSortable(table);
});
document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
addEventListener("hashchange", light);
light();
