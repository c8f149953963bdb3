// The palette: Ctrl-K or `/` opens search and places in one list. Without script the box in the frame searches.
const box = document.querySelector("form[data-palette]");

const open = () => {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog palette";
  const form = box.cloneNode(true);
  const input = form.querySelector("input");
  const found = document.createElement("div");
  form.querySelector("kbd")?.remove();
  form.removeAttribute("data-palette");
  found.className = "found";
  found.id = "found";
  found.setAttribute("role", "listbox");
  found.setAttribute("aria-label", input.getAttribute("aria-label"));
  input.type = "text"; // Escape closes at once, where a search field would first be emptied
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "found");
  input.removeAttribute("aria-keyshortcuts");
  dialog.setAttribute("aria-label", input.getAttribute("aria-label"));
  dialog.append(form, found);
  document.body.append(dialog);

  let chosen = -1, asked = 0, isReady = false, timer;
  const lines = () => [...found.querySelectorAll("a")];
  const choose = (at) => {
    const all = lines();
    chosen = all.length ? (at + all.length) % all.length : -1;
    all.forEach((line, index) => {
      line.id = `found-${index}`;
      line.tabIndex = -1;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", String(index === chosen));
    });
    all[chosen]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen < 0 ? "" : `found-${chosen}`);
  };
  const places = (word) => [...document.querySelectorAll(".places a, .title a.button[aria-keyshortcuts]")]
    .filter((link) => link.textContent.toLowerCase().includes(word))
    .map((link) => {
      const line = document.createElement("a");
      line.href = link.href;
      line.append(...[...link.childNodes].map((node) => node.cloneNode(true)));
      return line;
    });
  const show = async () => {
    const word = input.value.trim();
    const turn = ++asked;
    let html = "";
    if (word) {
      const answer = await fetch(`${box.action}?part=1&q=${encodeURIComponent(word)}`);
      if (answer.ok) html = await answer.text();
    }
    if (turn !== asked) return;
    found.innerHTML = html;
    found.append(...places(word.toLowerCase()));
    choose(0);
    isReady = true;
  };

  input.addEventListener("input", () => {
    isReady = false;
    clearTimeout(timer);
    timer = setTimeout(show, 80);
  });
  input.addEventListener("keydown", (event) => {
    const step = (event.key === "ArrowDown") - (event.key === "ArrowUp");
    if (step) { event.preventDefault(); choose(chosen + step); }
    const line = lines()[chosen];
    if (event.key === "Enter" && isReady && line) {
      event.preventDefault();
      line.click();
    }
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.showModal();
  input.value = "";
  input.focus();
  show();
};

if (box) document.addEventListener("keydown", (event) => {
  const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  const isSlash = event.key === "/" && document.documentElement.dataset.keys !== "off"
    && !event.target.closest("input, textarea, select");
  if (!isCommand && !isSlash) return;
  event.preventDefault();
  if (!document.querySelector("dialog[open]")) open();
});
