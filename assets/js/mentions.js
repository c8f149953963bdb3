// After @ in a note colleagues are offered: arrows choose, Enter takes, Escape leaves. Without script the name is typed.
const known = document.getElementById("colleagues");
const field = known && document.querySelector("textarea[name=body]");

const offer = () => {
  const list = document.createElement("div");
  let begin = 0, chosen = 0;
  list.id = "mentions";
  list.className = "menu found";
  list.popover = "manual";
  list.role = "listbox";
  list.ariaLabel = known.dataset.label;
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  const choose = (at) => {
    const lines = [...list.children];
    chosen = (at + lines.length) % lines.length;
    lines.forEach((line, index) => { line.ariaSelected = String(index === chosen); });
    field.setAttribute("aria-activedescendant", lines[chosen].id);
  };
  const close = () => {
    list.hidePopover();
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  };
  const take = (name) => {
    field.setRangeText(`@${name} `, begin, field.selectionStart, "end");
    close();
  };
  list.addEventListener("pointerdown", (event) => { event.preventDefault(); take(event.target.textContent); });
  field.addEventListener("blur", close);
  field.addEventListener("input", () => {
    const before = field.value.slice(0, field.selectionStart);
    const typed = before.match(/(?:^|[\s([{"'„“«])@([^\n@]{0,40})$/)?.[1].toLowerCase();
    const fits = (option) => ` ${option.value.toLowerCase()}`.includes(` ${typed}`);
    const found = typed === undefined ? [] : [...known.options].filter(fits).slice(0, 6);
    if (!found.length) return close();
    begin = before.lastIndexOf("@");
    list.replaceChildren(...found.map(({ value }, index) => {
      const line = document.createElement("a");
      line.id = `mention-${index}`;
      line.role = "option";
      line.textContent = value;
      return line;
    }));
    if (!list.matches(":popover-open")) list.showPopover({ source: field });
    choose(0);
  });
  field.addEventListener("keydown", (event) => {
    const step = (event.key === "ArrowDown") - (event.key === "ArrowUp");
    const line = list.children[chosen];
    if (!line || !(step || ["Enter", "Escape"].includes(event.key))) return;
    event.preventDefault();
    if (step) choose(chosen + step);
    else if (event.key === "Enter") take(line.textContent);
    else close();
  });
};

if (field) offer();
