// What pages gain when there is script; every page works without. Listens on the document, so that parts htmx brings work too.
// Attributes: data-shows, data-count-for, data-keep, data-print, data-read-aloud, data-leave-to; on body: data-session-ends.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // --- focus goes to what is wrong, never to nowhere ------------------------------

  // htmx does this itself for the autofocus in what it brings; the title it leaves to us.
  const focusErrors = () => $("#errors")?.focus();
  const titleTellsErrors = () => {
    const prefix = $("#errors")?.dataset.title;
    if (prefix && !document.title.startsWith(prefix)) document.title = `${prefix} ${document.title}`;
  };

  // A link to a field must also put the cursor in it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#errors a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".utrecht-form-field, fieldset") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  // --- fields that depend on another ------------------------------------------------

  const showDependents = (root = document) => {
    for (const part of all("[data-shows]", root)) {
      const [name, values] = part.dataset.shows.split("=");
      const form = part.closest("form");
      if (!form) continue;
      const chosen = new FormData(form).getAll(name);
      // What is wrong stays in sight: the summary links to it.
      part.hidden = !values.split(",").some((value) => chosen.includes(value)) && !$("[id$='-error']", part);
    }
  };

  // --- counting characters: seen at once, said when the typing pauses ----------------

  const timers = new WeakMap();
  const count = (field) => {
    const line = $(`[data-count-for="${CSS.escape(field.id)}"]`);
    if (!line) return;
    // As the server counts: characters, not code units, and a line end is one.
    const left = Number(line.dataset.max) - [...field.value].length;
    const text = (left < 0 ? line.dataset.over : line.dataset.left).replace("{n}", Math.abs(left));
    line.textContent = text;
    line.classList.toggle("is-over", left < 0);
    clearTimeout(timers.get(line));
    timers.set(line, setTimeout(() => {
      const status = document.getElementById(`${line.id}-status`);
      if (status && document.activeElement === field) status.textContent = text;
    }, 1200));
  };

  // --- no connection: the text stays, and can be sent again ---------------------------

  let again = null;
  const offline = (retry) => {
    const place = $("#offline");
    if (!place) return;
    again = retry;
    const text = document.createElement("p");
    text.textContent = place.dataset.text;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nl-button nl-button--primary";
    button.textContent = place.dataset.retry;
    button.addEventListener("click", () => {
      place.replaceChildren();
      const retryNow = again;
      again = null;
      if (retryNow) retryNow();
      else if (!navigator.onLine) offline(null);
    });
    place.replaceChildren(text, button);
  };
  const online = () => {
    if (!again) $("#offline")?.replaceChildren();
  };

  const reachable = async () => {
    if (!navigator.onLine) return false;
    try {
      await fetch("/gezond", { cache: "no-store", signal: AbortSignal.timeout(8000) });
      return true;
    } catch {
      return false;
    }
  };

  // --- sending a form: once, and not into the void -----------------------------------

  const byHtmx = (form) => form.getAttributeNames().some((name) => /^(data-)?hx-(post|get|put|patch|delete|action)/.test(name));
  const rest = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    all(".is-busy", form).forEach((button) => button.classList.remove("is-busy"));
  };
  const sending = (form, button) => {
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    button?.classList.add("is-busy");
    // A download leaves the page where it is: the form must come back to life.
    setTimeout(() => rest(form), 8000);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || byHtmx(form) || form.method === "get" || "stay" in form.dataset) return;
    if (form.dataset.sent === "1") return void event.preventDefault();
    if (form.dataset.sent === "checked") return void sending(form, button);
    const retry = () => form.requestSubmit(button);
    // With data-keep the connection is tried first: a browser's own error page would take the text away.
    if ("keep" in form.dataset || !navigator.onLine) {
      event.preventDefault();
      sending(form, button);
      const there = await reachable();
      rest(form);
      if (!there) return void offline(retry);
      form.dataset.sent = "checked";
      retry();
      return;
    }
    sending(form, button);
  });

  // Back from the page after: the browser kept this one as it was, «sent» and all.
  addEventListener("pageshow", () => all("form[data-sent]").forEach(rest));
  addEventListener("offline", () => again || offline(null));
  addEventListener("online", online);

  // --- htmx ----------------------------------------------------------------------------

  document.addEventListener("htmx:before:request", (event) => {
    event.detail.ctx?.target?.setAttribute?.("aria-busy", "true");
  });
  document.addEventListener("htmx:finally:request", (event) => {
    event.detail.ctx?.target?.removeAttribute?.("aria-busy");
    warnLater();
  });
  document.addEventListener("htmx:after:swap", () => {
    showDependents();
    ready();
    titleTellsErrors();
  });
  document.addEventListener("htmx:error", (event) => {
    const context = event.detail.ctx;
    // Only when nothing came back: an answer that says «no» shows by itself.
    if (!context || context.response || again) return; // a form that waits to be sent goes first
    const source = context.sourceElement;
    offline(() => {
      if (source?.tagName === "FORM") source.requestSubmit();
      else if (source?.matches("a, button")) source.click();
      else source?.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  // --- what may no longer be read leaves the screen within a second -------------------------

  const watching = new WeakSet();
  const watch = (part) => {
    if (watching.has(part)) return;
    watching.add(part);
    const ask = async () => {
      if (!part.isConnected) return;
      if (document.visibilityState === "visible") {
        try {
          const answer = await fetch(part.dataset.watch, { cache: "no-store", redirect: "manual" });
          if (answer.status !== 204) return void close(part, answer);
          part.classList.remove("is-unsure");
        } catch {
          part.classList.add("is-unsure"); // no answer, no certainty: hidden until there is one
        }
      } else {
        part.classList.add("is-unsure"); // whoever comes back to this tab first waits for the answer
      }
      setTimeout(ask, 800);
    };
    setTimeout(ask, 800);
  };
  const close = async (part, answer) => {
    const words = answer.status === 410 ? await answer.text() : "";
    part.replaceChildren();
    if (!words) return void location.reload();
    // Our own part, from our own server, already escaped.
    part.innerHTML = words;
    all("[data-of-content]").forEach((rest) => rest.remove());
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    all("[data-watch].is-unsure").forEach(async (part) => {
      const answer = await fetch(part.dataset.watch, { cache: "no-store", redirect: "manual" }).catch(() => null);
      if (answer?.status === 204) part.classList.remove("is-unsure");
      else if (answer) close(part, answer);
    });
  });

  // --- buttons that only work with script: they are hidden until now -----------------------

  const speech = window.speechSynthesis;
  const voiceFor = (language) => speech?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
  const languageOf = (part) => (part.closest("[lang]")?.lang || "nl").slice(0, 2).toLowerCase();

  const ready = () => {
    all("[data-watch]").forEach(watch);
    all("[data-print]").forEach((button) => (button.hidden = false));
    for (const button of all("[data-read-aloud]")) {
      const text = $(button.dataset.readAloud);
      button.hidden = !text || !voiceFor(languageOf(text));
    }
    all("[data-count-for]").forEach((line) => {
      const field = document.getElementById(line.dataset.countFor);
      if (field) count(field);
    });
  };

  const readAloud = (button) => {
    const label = $(".nl-button__label", button) || button;
    const text = $(button.dataset.readAloud);
    button.dataset.start ||= label.textContent;
    const stop = () => (label.textContent = button.dataset.start);
    if (speech.speaking) {
      speech.cancel();
      return stop();
    }
    const voice = voiceFor(languageOf(text));
    // Piece by piece: long texts stop halfway in some browsers.
    const pieces = all("h1, h2, h3, p, li, dt, dd", text).filter((part) => part.checkVisibility?.() ?? true);
    (pieces.length ? pieces : [text]).forEach((part, index, list) => {
      const words = new SpeechSynthesisUtterance(part.textContent.trim());
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = 0.9;
      if (index === list.length - 1) words.addEventListener("end", stop);
      speech.speak(words);
    });
    label.textContent = button.dataset.stop;
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-print], [data-read-aloud], [data-leave-to]");
    if (!target) return;
    if ("print" in target.dataset) window.print();
    else if ("readAloud" in target.dataset) readAloud(target);
    else {
      // The page leaves at once, out of the history as well.
      event.preventDefault();
      document.body.replaceChildren();
      location.replace(target.href);
    }
  });

  // --- menus fold with Escape, and give the focus back --------------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = $(".pact-menu-button[open], .pact-language[open]");
    if (!open) return;
    open.open = false;
    $("summary", open).focus();
  });

  // --- the session ends: said two minutes before ----------------------------------------------

  const dialog = $("#session-dialog");
  const seconds = Number(document.body.dataset.sessionEnds);
  let warning, end;
  const over = () => {
    dialog.classList.add("is-over");
    $("[data-stay]", dialog).hidden = true;
    $("[data-over]", dialog).hidden = false;
    dialog.setAttribute("aria-label", $("[data-over] h2", dialog).textContent);
    dialog.removeAttribute("aria-labelledby");
    if (!dialog.open) dialog.showModal();
    $("[data-over] a", dialog).focus();
  };
  // By the clock, not by timers alone: a laptop that slept wakes up to the truth.
  function warnLater() {
    if (!dialog || !seconds || dialog.classList.contains("is-over")) return;
    clearInterval(warning);
    end = Date.now() + seconds * 1000;
    warning = setInterval(() => {
      const left = end - Date.now();
      if (left <= 0) {
        clearInterval(warning);
        over();
      } else if (left <= 120000 && !dialog.open) dialog.showModal();
    }, 1000);
  }
  const stay = async () => {
    const form = $("[data-stay]", dialog);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.ok || answer.type === "opaqueredirect") {
        dialog.close();
        warnLater();
      } else over();
    } catch {
      dialog.close();
      offline(stay);
    }
  };
  if (dialog) {
    $("[data-stay]", dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      stay();
    });
    // Escape means «yes, I am here»; once it is over there is nothing to go back to.
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!dialog.classList.contains("is-over")) stay();
    });
  }

  // --- start -------------------------------------------------------------------------------------

  document.addEventListener("input", (event) => {
    if (event.target.id) count(event.target);
  });
  document.addEventListener("change", () => showDependents());
  speech?.addEventListener?.("voiceschanged", ready);
  showDependents();
  ready();
  focusErrors();
  warnLater();
  if (!navigator.onLine) offline(null);
})();
