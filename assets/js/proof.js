// Instead of waiting after too many tries: the browser looks for a number whose SHA-256, behind the puzzle's letters,
// begins with enough zero bits. In small slices, so that the page stays alive; without script people wait.
const ROUNDS = Uint32Array.from({ length: 64 }, (_, index) => {
  for (let prime = 2, found = 0; ; prime++) {
    let isPrime = true;
    for (let part = 2; part * part <= prime; part++) if (prime % part === 0) isPrime = false;
    if (isPrime && found++ === index) return (Math.cbrt(prime) % 1) * 2 ** 32;
  }
});
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const words = new Uint32Array(64);

// The first 32 bits of the hash of at most 55 letters: one block, and puzzles are not harder than that.
const firstWord = (text) => {
  words.fill(0, 0, 16);
  for (let at = 0; at < text.length; at++) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[15] = text.length * 8;
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  for (let at = 16; at < 64; at++) {
    const low = words[at - 15], high = words[at - 2];
    words[at] = words[at - 16] + words[at - 7] + (turn(low, 7) ^ turn(low, 18) ^ (low >>> 3)) + (turn(high, 17) ^ turn(high, 19) ^ (high >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let at = 0; at < 64; at++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return (START[0] + a) >>> 0;
};

const field = document.querySelector("[data-proof]");
const said = document.querySelector("[data-proof-said]");

if (field && said) {
  const [bits, , letters] = field.dataset.proof.split(".");
  let number = 0, isAwaited = false;
  const work = () => {
    for (const end = performance.now() + 30; performance.now() < end; number++) {
      if (Math.clz32(firstWord(`${letters}.${number}`)) < bits) continue;
      field.value = `${field.dataset.proof}.${number}`;
      said.textContent = said.dataset.done;
      return isAwaited && field.form.requestSubmit();
    }
    setTimeout(work);
  };
  said.textContent = said.dataset.working;
  field.form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    isAwaited = true;
  });
  work();
}
