// The board: a card is dragged by mouse or, after a long press, by finger; moved with Shift and the arrows; or sent by the
// menu behind its dots. It moves at once, the server's answer rules, and a refusal puts it back. Dropped on the foot of the
// window, it leads to the page that asks why the deal is lost. Without script the dots lead to a page that moves the card.
const board = document.querySelector("[data-board]");
const said = document.getElementById("board-said");
const cardOf = (element) => element.closest?.(".card[data-version]");
const itemsOf = (stage) => [...stage.querySelectorAll("ol > li")]; // each part of a column that was asked for is a list
const besideOf = (item, by) => {
  const items = itemsOf(item.closest(".stage"));
  return items[items.indexOf(item) + by] ?? null;
};
const turns = new Map(); // the last move of each card: the next one waits for its answer

const show = (html) => {
  const pieces = [...document.createRange().createContextualFragment(html).querySelectorAll("[id]")];
  const known = pieces.filter((piece) => /^(board-said|deal-\d+|sum-\d+)$/.test(piece.id));
  for (const fresh of known) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    const isHere = old.contains(document.activeElement);
    if (fresh.dataset.version) old.dataset.version = fresh.dataset.version;
    old.replaceChildren(...fresh.childNodes);
    if (isHere) old.querySelector("a")?.focus();
  }
  return known.some((piece) => piece.id === "board-said");
};

const fail = () => {
  said.textContent = board.dataset.failed;
};

const send = async (card, stage, next, back) => {
  const body = new URLSearchParams({ part: 1, version: card.dataset.version, stage, before: next });
  const path = `${board.dataset.board}/${card.dataset.deal}/put${board.dataset.query}`;
  const answer = await fetch(path, { method: "POST", body }).catch(() => null);
  if (answer?.redirected) return location.reload();
  if (!answer?.ok) back();
  if (!show((await answer?.text()) ?? "") && !answer?.ok) fail();
};

// Before which item of the stage; null: below all of them.
const put = (card, stage, next) => {
  const [from, was] = [card.parentNode, card.nextElementSibling];
  if (stage === card.closest(".stage") && (next === card || next === besideOf(card, 1))) return;
  const isHere = card.contains(document.activeElement);
  (next?.parentNode ?? [...stage.querySelectorAll("ol")].at(-1)).insertBefore(card, next);
  if (isHere) card.querySelector("a").focus();
  const back = () => from.insertBefore(card, was?.parentNode === from ? was : null);
  const turn = () => send(card, stage.dataset.stage, next?.dataset.deal ?? "", back);
  turns.set(card, (turns.get(card) ?? Promise.resolve()).then(turn));
};

// Keys and menu.
const step = (card, key) => {
  const stage = card.closest(".stage");
  const stages = [...board.querySelectorAll(".stage")];
  const [above, below] = [besideOf(card, -1), besideOf(card, 1)];
  if (key === "ArrowUp") return above && put(card, stage, above);
  if (key === "ArrowDown") return below?.matches(".card") && put(card, stage, besideOf(below, 1));
  const goal = stages[stages.indexOf(stage) + (key === "ArrowLeft" ? -1 : 1)];
  if (goal) put(card, goal, itemsOf(goal)[0] ?? null);
};

const openMenu = (dots) => {
  const card = cardOf(dots);
  const menu = document.getElementById("board-menu").content.firstElementChild.cloneNode(true);
  const own = card.closest(".stage").dataset.stage;
  menu.querySelector(`[data-goal="${own}"]`)?.remove();
  menu.addEventListener("click", (event) => {
    const goal = event.target.closest("[data-goal]");
    if (!goal) return;
    if (goal.hasAttribute("data-lose")) return location.assign(`${board.dataset.board}/${card.dataset.deal}/lose`);
    menu.hidePopover();
    const stage = board.querySelector(`[data-stage="${goal.dataset.goal}"]`);
    put(card, stage, itemsOf(stage)[0] ?? null);
  });
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  dots.after(menu);
  menu.showPopover({ source: dots });
  menu.querySelector("button")?.focus();
};

// Dragging. A copy of the card follows the pointer over the page, as nothing leaves the list that it is drawn in; a line over
// the cards, which moves none of them, shows where it would stand.
const line = document.createElement("div");
line.className = "drop";
let drag = null;
const foot = document.getElementById("board-lost")?.content.firstElementChild; // where a card is dropped that is lost

const lift = () => {
  drag.isUp = true;
  drag.turnedAt = performance.now();
  const { card } = drag;
  const { left, top, width } = card.getBoundingClientRect();
  drag.copy = card.cloneNode(true);
  ["id", "data-deal", "data-version"].forEach((name) => drag.copy.removeAttribute(name));
  drag.copy.classList.add("up");
  drag.copy.style.left = `${left}px`;
  drag.copy.style.top = `${top}px`;
  drag.copy.style.width = `${width}px`;
  card.style.opacity = 0;
  document.body.append(drag.copy);
  if (foot) document.body.append(foot);
  follow();
};

// Below a short column one is still in it.
const stageAt = (under, x) => under?.closest(".stage")
  ?? (under === board && [...board.querySelectorAll(".stage")].find((stage) => x < stage.getBoundingClientRect().right));

const nextAt = (stage, under, y) => {
  const near = under.closest("ol > li");
  if (!near) return y < stage.querySelector("ol").getBoundingClientRect().top ? itemsOf(stage)[0] ?? null : null;
  const box = near.getBoundingClientRect();
  return y > box.top + box.height / 2 ? besideOf(near, 1) : near;
};

const mark = (stage, next) => {
  drag.goal = stage && { stage, next };
  if (!stage) return line.remove();
  const last = next ?? itemsOf(stage).at(-1) ?? stage.querySelector("ol");
  const { top, bottom } = last.getBoundingClientRect();
  const place = (next ? top - 5 : bottom + 3) - stage.getBoundingClientRect().top;
  if (line.parentNode !== stage) stage.append(line);
  line.style.top = `${place}px`;
};

const follow = () => {
  drag.frame = 0;
  const { copy, x, y, from } = drag;
  const under = document.elementFromPoint(x, y);
  const stage = stageAt(under, x);
  creep(x, y);
  drag.isLost = Boolean(foot?.contains(under));
  foot?.classList.toggle("on", drag.isLost);
  if (drag.isLost) mark(null);
  else if (stage) mark(stage, nextAt(stage, under, y));
  copy.style.translate = `${x - from.x}px ${y - from.y}px`;
};

// Near an edge what lies beyond comes into sight.
const creep = (x, y) => {
  const box = board.getBoundingClientRect();
  const down = y > innerHeight - 64 ? 12 : y < 64 ? -12 : 0;
  const aside = x > box.right - 40 ? 1 : x < box.left + 40 ? -1 : 0;
  if (down) scrollBy(0, down);
  if (aside && performance.now() - drag.turnedAt > 700) {
    drag.turnedAt = performance.now();
    board.scrollBy({ left: aside * board.querySelector(".stage").offsetWidth, behavior: "smooth" });
  }
  if (down || aside) drag.frame ||= requestAnimationFrame(follow);
};

const drop = (isMeant) => {
  const { card, copy, timer, frame, isUp, isLost, goal } = drag;
  drag = null;
  clearTimeout(timer);
  cancelAnimationFrame(frame);
  if (!isUp) return;
  copy.remove();
  card.style.opacity = "";
  line.remove();
  foot?.remove();
  const heard = new AbortController();
  addEventListener("click", (event) => event.preventDefault(), { capture: true, signal: heard.signal });
  setTimeout(() => heard.abort()); // the click that ends the drag comes before
  if (isMeant && isLost) location.assign(`${board.dataset.board}/${card.dataset.deal}/lose`);
  else if (isMeant && goal) put(card, goal.stage, goal.next);
};

const start = () => {
  board.addEventListener("pointerdown", (event) => {
    const card = cardOf(event.target);
    if (!card || drag || event.button || !event.isPrimary || event.target.closest(".move, .menu")) return;
    const { clientX: x, clientY: y, pointerId: id } = event;
    drag = { card, x, y, id, from: { x, y } };
    if (event.pointerType !== "mouse") drag.timer = setTimeout(lift, 350);
  });
  addEventListener("pointermove", (event) => {
    if (event.pointerId !== drag?.id) return;
    const isFar = Math.hypot(event.clientX - drag.from.x, event.clientY - drag.from.y) > 6;
    if (!drag.isUp && drag.timer && isFar) return drop(false); // the finger scrolls
    [drag.x, drag.y] = [event.clientX, event.clientY];
    if (!drag.isUp && isFar) lift();
    if (drag.isUp) drag.frame ||= requestAnimationFrame(follow);
  });
  addEventListener("pointerup", (event) => event.pointerId === drag?.id && drop(true));
  addEventListener("pointercancel", (event) => event.pointerId === drag?.id && drop(false));
  board.addEventListener("touchmove", (event) => drag?.isUp && event.preventDefault(), { passive: false });
  ["dragstart", "contextmenu"].forEach((name) => {
    board.addEventListener(name, (event) => (drag || name === "dragstart") && event.preventDefault());
  });
  addEventListener("keydown", (event) => {
    const card = event.shiftKey && event.key.startsWith("Arrow") && cardOf(event.target);
    const isOver = event.key === "Escape" && drag;
    if (!card && !isOver) return;
    event.preventDefault();
    if (isOver) drop(false);
    else step(card, event.key);
  }, true);
  board.addEventListener("click", async (event) => {
    const dots = event.target.closest(".move");
    const more = event.target.closest("[data-more]");
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || !(dots || more)) return;
    event.preventDefault();
    if (dots) return openMenu(dots);
    const address = new URL(more.href);
    address.searchParams.set("part", 1);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || answer.redirected) return location.assign(more.href);
    const fresh = document.createRange().createContextualFragment(await answer.text());
    const first = fresh.querySelector("a");
    const [item, list] = [more.closest("li"), document.createElement("ol")];
    list.append(fresh);
    item.parentNode.after(list);
    item.remove();
    first?.focus();
  });
};

if (board) start();
