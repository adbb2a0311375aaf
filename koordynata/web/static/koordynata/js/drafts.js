/* Forms that keep drafts: what is written goes to the server a moment later, and comes back when it is asked for. */

const PAUSE = 1500;

class Draft {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.timer = 0;
    this.written = false; // something stands in the form that was not kept yet
    this.state = place.querySelector("[data-draft-state]");
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("submit", () => this.stop());
    addEventListener("pagehide", () => this.keep(true));
    const offer = place.querySelector("[data-draft-offer]");
    if (offer) this.offer(offer);
  }

  /* The old draft is fetched before a new one can take its place. */
  async offer(offer) {
    const query = new URLSearchParams({ draft_address: this.place.dataset.draft });
    const answer = await fetch(`${this.place.dataset.draftUrl}?${query}`).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const { fields } = await answer.json();
    offer.hidden = false;
    offer.querySelector("[data-draft-restore]").addEventListener("click", () => this.restore(offer, fields));
    offer.querySelector("[data-draft-discard]").addEventListener("click", () => this.discard(offer));
  }

  restore(offer, fields) {
    for (const [name, values] of Object.entries(fields)) fill(this.form.elements.namedItem(name), values);
    offer.remove();
    this.say(this.place.dataset.draftRestored);
    this.focus();
  }

  async discard(offer) {
    offer.remove();
    this.focus();
    await this.send(this.place.dataset.draftDrop, false);
  }

  later() {
    this.written = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(false), PAUSE);
  }

  /* The form is on its way: the server forgets the draft, nothing may bring it back. */
  stop() {
    this.written = false;
    clearTimeout(this.timer);
  }

  async keep(leaving) {
    if (!this.written) return;
    this.stop();
    await this.send(this.place.dataset.draftKeep, leaving);
  }

  async send(address, leaving) {
    const body = new FormData(this.form);
    for (const field of this.form.querySelectorAll("input[type=password], input[type=file]")) body.delete(field.name);
    body.set("draft_address", this.place.dataset.draft);
    const answer = await fetch(address, { method: "POST", body, keepalive: leaving }).catch(() => null);
    const kept = answer?.ok && !answer.redirected;
    if (!kept && address === this.place.dataset.draftKeep) this.written = true;
    this.say(kept ? (await answer.json()).message : this.place.dataset.draftFailed);
  }

  say(text) {
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  focus() {
    this.form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }
}

function fill(found, values) {
  if (!found) return;
  const fields = found instanceof RadioNodeList ? [...found] : [found];
  fields.forEach((field, place) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = values.includes(option.value);
    else field.value = values[place] ?? "";
  });
}

for (const place of document.querySelectorAll("form [data-draft]")) new Draft(place);
