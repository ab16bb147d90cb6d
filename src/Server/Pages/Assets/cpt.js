// The table behind a picture is its data: pointing and the arrow keys read out a row of it.
for (const lanes of document.querySelectorAll("[data-lanes]")) {
  const table = lanes.parentElement.querySelector("[data-days]");
  if (!table) continue;
  const heads = [...table.querySelectorAll("thead th")].map(cell => cell.textContent.trim());
  const rows = [...table.querySelectorAll("tbody tr")].map(row => ({ x: Number(row.dataset.x), cells: [...row.children].map(cell => cell.textContent.trim()) }));
  const hair = lanes.querySelector(".hair"), told = lanes.querySelector(".read"), plot = lanes.querySelector("svg");
  let day = -1;
  const show = index => {
    day = Math.max(0, Math.min(rows.length - 1, index));
    const { x, cells } = rows[day];
    hair.setAttribute("x1", `${x}%`);
    hair.setAttribute("x2", `${x}%`);
    hair.classList.add("on");
    const date = document.createElement("b");
    date.textContent = cells[0];
    const parts = [];
    for (let i = 1; i < cells.length; i += 2) if (cells[i]) parts.push(`${heads[i]} ${cells[i]} (n ${cells[i + 1]})`);
    told.replaceChildren(date, `  ${parts.join("  ")}`);
  };
  const nearest = x => rows.reduce((best, row, i) => (Math.abs(row.x - x) < Math.abs(rows[best].x - x) ? i : best), 0);
  lanes.addEventListener("pointermove", e => {
    const box = plot.getBoundingClientRect();
    show(nearest(((e.clientX - box.left) / box.width) * 100));
  });
  lanes.addEventListener("pointerleave", () => hair.classList.remove("on"));
  lanes.addEventListener("keydown", e => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -28, PageDown: 28, Home: -rows.length, End: rows.length }[e.key];
    if (!step) return;
    e.preventDefault();
    show(day < 0 ? rows.length - 1 : day + step);
  });
}

// g and a letter go to a page; in the inbox j and k go through the alerts, and other letters lead to a command's form.
let first = "";
addEventListener("keydown", e => {
  if (e.target.closest("input, textarea, select") || e.ctrlKey || e.metaKey || e.altKey) return;
  const link = first === "g" && document.querySelector(`nav [data-key="${CSS.escape(e.key)}"]`);
  const items = [...document.querySelectorAll("[data-inbox] [data-item]")];
  const form = first !== "g" && document.querySelector(`form[data-key="${CSS.escape(e.key)}"] input:not([type=hidden])`);
  first = e.key;
  if (link) location.assign(link.href);
  else if (items.length && (e.key === "j" || e.key === "k")) {
    const at = items.findIndex(item => item.getAttribute("aria-current"));
    items[Math.max(0, Math.min(items.length - 1, at + (e.key === "j" ? 1 : -1)))].click();
  } else if (form) {
    e.preventDefault();
    form.focus();
  }
});

// A link to exactly this is copied besides being followed where the browser allows it.
for (const link of document.querySelectorAll("[data-copy]"))
  link.addEventListener("click", async e => {
    if (!navigator.clipboard || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      history.replaceState(null, "", link.href);
      link.textContent = "Link copied";
    } catch {
      location.assign(link.href);
    }
  });

// What happens to alerts is told to an open page. A browser opens few connections to one server, so a hidden tab closes its own.
let stream;
const watch = () => {
  stream?.close();
  stream = undefined;
  const place = document.querySelector("[data-stream]");
  if (!place || document.hidden) return;
  stream = new EventSource(place.dataset.stream);
  for (const kind of ["alert", "alert_change"])
    stream.addEventListener(kind, () => {
      place.hidden = false;
    });
};
document.addEventListener("visibilitychange", watch);
watch();
