// The search of a copy of the site: reads small files of its index and shows what has all the words, each as it stands
// or as a beginning. The page says what to do without this.
(() => {
  const main = document.querySelector("[data-search]"), at = new URL("../search/", document.currentScript.src);
  const home = new URL("../", document.currentScript.src), asked = new URLSearchParams(location.search).get("q") || "";
  if (!main) return;
  const said = main.querySelector("[data-said]"), say = said.dataset, under = main.dataset.search, list = main.querySelector("ol"), SHOWN = 50;
  document.getElementById("q").value = asked;
  const load = async (name) => {
    const answer = await fetch(new URL(name + ".json", at));
    if (!answer.ok) throw new Error(name);
    return answer.json();
  };
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const shard = (word) => [...word].slice(0, 2).map((c) => c < "\x80" ? c : "-" + c.codePointAt(0).toString(16)).join("");
  const having = async (word, shards) => { // number of a document -> weight
    const begun = word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word, found = new Map(), key = shard(begun);
    const names = [...begun].length > 1 ? shards.filter((s) => s === key) : shards.filter((s) => s.startsWith(key)).slice(0, 40);
    for (const known of await Promise.all(names.map((name) => load("words-" + name)))) {
      for (const [term, gaps] of Object.entries(known)) {
        if (!term.startsWith(begun)) continue;
        let sum = 0;
        for (const gap of gaps) {
          sum += gap;
          const weight = (sum & 1 ? 2 : 1) + (term === word ? 1 : 0), number = sum >> 1;
          found.set(number, Math.max(weight, found.get(number) || 0));
        }
      }
    }
    return found;
  };
  const search = async () => {
    const index = await load("index"), every = [...new Set(folded(asked))];
    const words = every.filter((word) => !index.common.includes(word));
    if (!words.length) return { hits: [], index, told: every.length ? say.sayCommon : "" };
    const [first, ...rest] = await Promise.all(words.map((word) => having(word, index.shards)));
    const hits = [...first].filter(([n]) => rest.every((found) => found.has(n)))
      .map(([n, weight]) => [n, rest.reduce((sum, found) => sum + found.get(n), weight)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
    return { hits, index, told: hits.length ? "" : say.sayNone };
  };
  const counted = (number) => { // of the numbers that the page has in words, one of the same plural form
    const rules = new Intl.PluralRules(document.documentElement.lang), each = say.counts.split("|");
    const alike = [0, 1, 2, 3, 11, 100].findIndex((one) => rules.select(one) === rules.select(number));
    return each[alike].replace(/\d+/, number);
  };
  const element = (name, kind, text) => Object.assign(document.createElement(name), { className: kind, textContent: text });
  const show = async (hits, index) => {
    const parts = [...new Set(hits.map((n) => Math.floor(n / index.per)))];
    const known = new Map(await Promise.all(parts.map(async (part) => [part, await load("documents-" + part)])));
    for (const n of hits) {
      const [kind, title, file, line] = known.get(Math.floor(n / index.per))[n % index.per];
      const item = element("li", "of-" + kind, ""), link = element("a", "", title), hit = element("p", "hit", "");
      const snippet = element("p", "snippet", line);
      link.href = new URL(under + file.split("/").map(encodeURIComponent).join("/"), home);
      link.dir = snippet.dir = "auto";
      link.lang = snippet.lang = say.language;
      hit.append(link);
      item.append(element("p", "kind", say[kind]), hit);
      if (line) item.append(snippet);
      list.append(item);
    }
  };
  if (!asked.trim()) return;
  document.querySelector("h1").textContent = say.sayHeading.replace("{words}", () => asked.slice(0, 120));
  said.textContent = say.saySeeking;
  search().then(async ({ hits, index, told }) => {
    await show(hits.slice(0, SHOWN), index);
    const results = counted(hits.length), more = say.sayFirst.replace("{results}", results).replace("{shown}", SHOWN);
    said.textContent = told || (hits.length > SHOWN ? more : say.sayAll.replace("{results}", results));
  }).catch(() => {
    said.textContent = location.protocol === "file:" ? say.sayDisk : say.sayAway;
  });
})();
