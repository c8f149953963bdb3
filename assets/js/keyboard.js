// Single keys. What a key does stands in the page: aria-keyshortcuts presses, data-go leads to a place after `g`.
const isOff = document.documentElement.dataset.keys === "off";
const isTyping = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog");
const isSeen = (element) => element.checkVisibility();
let isGoing = false;

const named = (key) => [...document.querySelectorAll(`[aria-keyshortcuts~="${CSS.escape(key)}"]`)].find(isSeen);

const move = (step) => {
  const rows = [...document.querySelectorAll(".ledger .name a, main .lines a:first-child")].filter(isSeen);
  const here = rows.findIndex((link) => link.closest("tr, li").contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
};

const back = () => [...document.querySelectorAll(".trail a")].at(-1)?.click();

const help = async () => {
  const place = document.querySelector('.places a[href$="/help"]');
  if (!place) return;
  const answer = await fetch(`${place.href}/keys?part=1`);
  if (!answer.ok) return;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.innerHTML = await answer.text();
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
};

const acts = new Map([
  ["?", help],
  ["j", () => move(1)],
  ["k", () => move(-1)],
  ["x", () => document.activeElement.closest("tr")?.querySelector(".pick input")?.click()],
  ["Escape", back],
]);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    const save = named("s");
    if (save) { event.preventDefault(); save.click(); }
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape" && !event.target.closest("dialog")) event.target.blur();
    return;
  }
  if (isOff || document.querySelector(":popover-open")) return;
  const wasGoing = isGoing;
  isGoing = event.key === "g" && !wasGoing;
  const act = wasGoing
    ? document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)
    : acts.get(event.key) ?? (event.key.length === 1 && named(event.key));
  if (!act || event.key === "/") return;
  event.preventDefault();
  typeof act === "function" ? act() : act.click();
});
