// The board: a card is dragged by mouse or, after a long press, by finger; moved with Shift and the arrows; or sent by the
// menu behind its dots. It moves at once, the server's answer rules, and a refusal puts it back. Dropped on the foot of the
// window, it leads to the page that asks why the deal is lost. Without script the dots lead to a page that moves the card.
const board = document.querySelector("[data-board]");
const said = document.getElementById("board-said");
const cardOf = (element) => element.closest?.(".card[data-version]");
const listOf = (stage) => stage.querySelector("ol");
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

const put = (card, list, next) => {
  const [from, was] = [card.parentNode, card.nextElementSibling];
  if (list === from && (next === card || next === was)) return;
  const isHere = card.contains(document.activeElement);
  list.insertBefore(card, next);
  if (isHere) card.querySelector("a").focus();
  const back = () => from.insertBefore(card, was?.parentNode === from ? was : null);
  const turn = () => send(card, list.closest(".stage").dataset.stage, next?.dataset.deal ?? "", back);
  turns.set(card, (turns.get(card) ?? Promise.resolve()).then(turn));
};

// Keys and menu.
const step = (card, key) => {
  const list = card.parentNode;
  const stages = [...board.querySelectorAll(".stage")];
  const beside = (by) => stages[stages.indexOf(card.closest(".stage")) + by];
  if (key === "ArrowUp") return card.previousElementSibling && put(card, list, card.previousElementSibling);
  if (key === "ArrowDown") {
    return card.nextElementSibling?.matches(".card") && put(card, list, card.nextElementSibling.nextElementSibling);
  }
  const goal = beside(key === "ArrowLeft" ? -1 : 1);
  if (goal) put(card, listOf(goal), listOf(goal).firstElementChild);
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
    const list = listOf(board.querySelector(`[data-stage="${goal.dataset.goal}"]`));
    put(card, list, list.firstElementChild);
  });
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  dots.after(menu);
  menu.showPopover({ source: dots });
  menu.querySelector("button")?.focus();
};

// Dragging. The card itself follows the pointer; a line over the cards, which moves none of them, shows where it would stand.
const line = document.createElement("div");
line.className = "drop";
let drag = null;
const foot = document.getElementById("board-lost")?.content.firstElementChild; // where a card is dropped that is lost

const lift = () => {
  drag.isUp = true;
  drag.turnedAt = performance.now();
  drag.card.classList.add("up");
  if (foot) document.body.append(foot);
  follow();
};

// Below a short column one is still in it.
const stageAt = (under, x) => under?.closest(".stage")
  ?? (under === board && [...board.querySelectorAll(".stage")].find((stage) => x < stage.getBoundingClientRect().right));

// Before which card; null: below all of them.
const nextAt = (stage, under, y) => {
  const near = under.closest("ol > li");
  if (!near) return y < listOf(stage).getBoundingClientRect().top ? listOf(stage).firstElementChild : null;
  const box = near.getBoundingClientRect();
  return y > box.top + box.height / 2 ? near.nextElementSibling : near;
};

const mark = (stage, next) => {
  drag.goal = stage && { list: listOf(stage), next };
  if (!stage) return line.remove();
  const list = listOf(stage);
  const last = list.lastElementChild;
  const place = next ? next.offsetTop - 5 : last ? last.offsetTop + last.offsetHeight + 3 : list.offsetTop + 3;
  if (line.parentNode !== stage) stage.append(line);
  line.style.top = `${place}px`;
};

const follow = () => {
  drag.frame = 0;
  const { card, x, y, from } = drag;
  const under = document.elementFromPoint(x, y);
  const stage = stageAt(under, x);
  creep(x, y);
  const aside = x - from.x + board.scrollLeft - from.left; // all is read before anything is written
  const down = y - from.y + scrollY - from.top;
  drag.isLost = Boolean(foot?.contains(under));
  foot?.classList.toggle("on", drag.isLost);
  if (drag.isLost) mark(null);
  else if (stage) mark(stage, nextAt(stage, under, y));
  card.style.translate = `${aside}px ${down}px`;
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
  const { card, timer, frame, isUp, isLost, goal } = drag;
  drag = null;
  clearTimeout(timer);
  cancelAnimationFrame(frame);
  if (!isUp) return;
  card.classList.remove("up");
  card.style.translate = "";
  line.remove();
  foot?.remove();
  const heard = new AbortController();
  addEventListener("click", (event) => event.preventDefault(), { capture: true, signal: heard.signal });
  setTimeout(() => heard.abort()); // the click that ends the drag comes before
  if (isMeant && isLost) location.assign(`${board.dataset.board}/${card.dataset.deal}/lose`);
  else if (isMeant && goal) put(card, goal.list, goal.next);
};

const start = () => {
  board.addEventListener("pointerdown", (event) => {
    const card = cardOf(event.target);
    if (!card || drag || event.button || !event.isPrimary || event.target.closest(".move, .menu")) return;
    const { clientX: x, clientY: y, pointerId: id } = event;
    drag = { card, x, y, id, from: { x, y, left: board.scrollLeft, top: scrollY } };
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
    more.closest("li").replaceWith(fresh);
    first?.focus();
  });
};

if (board) start();
