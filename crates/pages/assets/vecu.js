// Small comforts. Every page is complete without this file: what needs it stays hidden until it runs.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // Copies the receipt.
  all("[data-copy]").forEach((button) => {
    const code = document.getElementById(button.dataset.copy);
    if (!code || !navigator.clipboard) return;
    button.hidden = false;
    const label = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trim());
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 4000);
    });
  });

  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // Reads a text aloud with a voice that lives on the device: other voices would send the words elsewhere.
  const speech = window.speechSynthesis;
  const offer = () => {
    const lang = document.documentElement.lang;
    const voice = speech.getVoices().find((v) => v.localService && v.lang.startsWith(lang));
    if (!voice) return;
    all("[data-speak][hidden]").forEach((button) => {
      const source = document.getElementById(button.dataset.speak);
      if (!source) return;
      const label = button.textContent;
      const rest = () => (button.textContent = label);
      button.hidden = false;
      button.addEventListener("click", () => {
        if (speech.speaking) return speech.cancel();
        const words = new SpeechSynthesisUtterance(source.innerText);
        words.voice = voice;
        words.lang = voice.lang;
        words.rate = 0.9;
        words.onend = words.onerror = rest;
        button.textContent = button.dataset.stop;
        speech.speak(words);
      });
    });
  };
  if (speech && all("[data-speak]").length) {
    offer();
    speech.addEventListener("voiceschanged", offer);
    addEventListener("pagehide", () => speech.cancel());
  }

  // Asks before leaving a form that was written in (<form data-keep>), or that carries what was written on the page
  // before (<form data-keep="written">).
  all("form[data-keep]").forEach((form) => {
    let written = form.dataset.keep === "written";
    form.addEventListener("input", () => (written = true));
    form.addEventListener("submit", () => (written = false));
    addEventListener("beforeunload", (event) => {
      if (written) event.preventDefault();
    });
  });

  // The scripts of a questionnaire come with the first touch or key: a page weighs little, and is complete without them.
  const together = document.querySelector("form[data-together]");
  if (together) {
    const touches = ["input", "pointerdown", "keydown"];
    const come = () => {
      touches.forEach((kind) => removeEventListener(kind, come));
      together.dataset.scripts.split(" ").forEach((src) =>
        document.head.append(Object.assign(document.createElement("script"), { src, async: false })),
      );
    };
    touches.forEach((kind) => addEventListener(kind, come, { passive: true }));
    // A form on its way to the server is left alone.
    together.addEventListener("submit", () => (together.dataset.sent = "1"));
  }

  // A slider writes into its field and follows it. While the field is empty nothing is answered: the slider says so, and a
  // touch where it stands is an answer too.
  const follow = () => all("[data-slides]").forEach((range) => {
    const given = document.getElementById(range.dataset.slides).value.replace(",", ".");
    const unset = !given.trim() || !(+given >= +range.min && +given <= +range.max);
    range.parentElement.hidden = false;
    range.value = unset ? (+range.min + +range.max) / 2 : given;
    range.classList.toggle("unset", unset);
    range.ariaValueText = unset ? range.dataset.unset : null;
  });
  const slid = ({ target, type }) => {
    if (target.dataset?.slides && (type === "input" || target.classList.contains("unset"))) {
      const point = target.closest("[lang]").lang === "fr" ? "," : ".";
      document.getElementById(target.dataset.slides).value = target.value.replace(".", point);
      if (type !== "input") target.dispatchEvent(new Event("input", { bubbles: true }));
    }
    follow();
  };
  if (together || all("[data-slides]").length) {
    // Before the script of the questionnaire reads the field.
    ["input", "click"].forEach((kind) => document.addEventListener(kind, slid, true));
    new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });
    follow();
  }

  // A tablet that nobody touches any more goes back to its first page. A minute before, it asks whether somebody is
  // there; any touch or key is a yes (WCAG 2.2.1). While a text is read aloud, somebody listens.
  const { leftAlone, start } = document.body.dataset;
  if (leftAlone && start) {
    const asks = document.querySelector("[data-still-there]");
    const asked = asks ? 60 : 0;
    let timer;
    const after = (seconds, what) => {
      clearTimeout(timer);
      timer = setTimeout(() => (speech?.speaking ? wait() : what()), seconds * 1000);
    };
    const ask = () => {
      if (!asks) return location.replace(start);
      asks.textContent = asks.dataset.stillThere;
      after(asked, () => location.replace(start));
    };
    const wait = () => {
      if (asks) asks.textContent = "";
      after(leftAlone - asked, ask);
    };
    ["input", "keydown", "pointerdown", "scroll", "focusin"].forEach((kind) =>
      addEventListener(kind, wait, { passive: true }),
    );
    wait();
  }

  // Single keys, in pages that list them. Each key presses the element that bears it; j and k walk over the items.
  // They can be turned off (WCAG 2.1.4), for people who speak to their computer.
  const onOff = document.querySelector("[data-keys-switch]");
  if (!onOff) return;
  let off = localStorage.getItem("keys") === "off";
  const show = () => (onOff.textContent = off ? onOff.dataset.turnOn : onOff.dataset.turnOff);
  onOff.hidden = false;
  show();
  onOff.addEventListener("click", () => {
    off = !off;
    localStorage.setItem("keys", off ? "off" : "on");
    show();
  });
  const writes = "input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]";
  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(writes)) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) {
      event.preventDefault();
      target.focus();
      target.click();
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    const items = [...all("[data-item]")];
    if (!step || !items.length) return;
    const here = items.findIndex((item) => item.contains(document.activeElement));
    const next = items[Math.min(Math.max(here + step, 0), items.length - 1)];
    event.preventDefault();
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
})();
