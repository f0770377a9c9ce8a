// Words that want to be a script: in stories, messages, names, titles and searches, wherever they are shown. They are
// shown as words under the real security policy: nothing runs, nothing is blocked, nothing opens.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, startVecu } from './harness.mjs'
import { crawl } from './crawl.mjs'
import { asRole, get, openDoor, post, sessionOf, tell, until } from './people.mjs'
import { withPage } from './harness.mjs'

const HOSTILE = [
  '<script>hit()</script>',
  '"><script>hit()</script>',
  "'><script>hit()</script>",
  '</textarea><script>hit()</script>',
  '</title><script>hit()</script>',
  '</style><script>hit()</script>',
  '--><script>hit()</script><!--',
  '<ScRiPt src="//127.0.0.1:9/x.js"></ScRiPt>',
  '<img src=x onerror=hit()>',
  '<img src="/assets/icon.svg" onload="hit()">',
  '"><img src=x onerror="hit()">',
  "' onmouseover='hit()' x='",
  '" autofocus onfocus="hit()" x="',
  '<svg onload=hit()>',
  '<svg><animate onbegin=hit() attributeName=x dur=1s>',
  '<svg><script>hit()</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=hit()>',
  '<iframe src="javascript:parent.hit()"></iframe>',
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  '<object data="javascript:hit()"></object>',
  '<embed src="javascript:hit()">',
  '<a href="javascript:hit()" autofocus>ici</a>',
  '<form action="javascript:hit()"><button>ici</button></form>',
  '<details open ontoggle=hit()>ici</details>',
  '<video><source onerror=hit()></video>',
  '<body onload=hit()>',
  '<base href="//127.0.0.1:9/">',
  '<meta http-equiv="refresh" content="0;url=javascript:hit()">',
  '<link rel="stylesheet" href="//127.0.0.1:9/x.css">',
  '<style>@import "//127.0.0.1:9/x.css";*{background:url(//127.0.0.1:9/)}</style>',
  '{{constructor.constructor("hit()")()}} ${hit()} #{hit()} <%= hit() %>',
  '\u2028<scr\u0000ipt>hit()</scr\u0000ipt>&lt;script&gt;hit()&lt;/script&gt;&#60;script&#62;hit()',
].map((words) => words.replaceAll('\u0000', ''))

let vecu
let browser
let door
const receipts = []
const made = []
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  door = await openDoor(vecu)
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

/** Listens for everything that a hostile text could bring about. */
async function watch(page) {
  const heard = []
  page.on('dialog', (dialog) => {
    heard.push(`a dialog: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('popup', () => heard.push('a window opened'))
  await page.exposeFunction('hit', () => heard.push('a script ran'))
  await page.exposeFunction('violated', (what) => heard.push(`the security policy blocked ${what}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return heard
}

/** Shows a page; fails if anything stirs. */
async function show(page, heard, path, status = 200) {
  const answer = await page.goto(vecu.url + path)
  assert.equal(answer.status(), status, path)
  assert.match(answer.headers()['content-security-policy'] ?? '', /default-src 'none'/, `${path} has the real policy`)
  for (const details of await page.locator('details').all()) await details.evaluate((one) => (one.open = true))
  assert.equal(new URL(page.url()).origin, vecu.url, `${path} leads elsewhere`)
  assert.deepEqual(heard, [], path)
  // What a text may not bring with it: an element of its own.
  const strange = await page.locator('iframe, object, embed, base, video, math, meta[http-equiv], main script, main style, main img').count()
  assert.equal(strange, 0, `${path} holds an element that nobody put there`)
}

test('the watch hears a script that runs and a script that is blocked', async () => {
  await withPage(browser, { url: vecu.url }, async (page) => {
    const heard = await watch(page)
    await page.goto(`${vecu.url}/suivi`)
    await page.evaluate(() => globalThis.hit())
    await page.evaluate(() => {
      const image = document.createElement('div')
      image.innerHTML = '<img src=x onerror=hit()>'
      document.body.append(image)
    })
    await until('the policy speaks', () => heard.some((what) => what.includes('blocked')), 5)
    assert.ok(heard.includes('a script ran'))
  }).catch((error) => {
    // The console tells of the blocked script, as it should.
    assert.match(error.message, /console tells|is missing/)
  })
})

test('hostile stories, messages and contacts are taken as words', async () => {
  for (const [at, words] of HOSTILE.entries()) {
    const text = `Récit hostile ${at} : ${words} fin du récit.`
    const receipt = await tell(vecu, door.place, text, at % 5 === 0 ? { contact: `"${at}<b>"@exemple.fr` } : {}).catch(() =>
      tell(vecu, door.place, text))
    receipts.push(receipt)
  }
  assert.equal(receipts.filter(Boolean).length, HOSTILE.length)
  for (const [at, words] of HOSTILE.slice(0, 12).entries()) {
    const answer = await post(vecu, '/suivi/message', { code: receipts[at], message: `Message hostile ${at} : ${words}` })
    assert.equal(answer.status, 200)
  }
})

test('hostile names and titles are taken as words, or refused, by the work pages', async () => {
  const cookie = await sessionOf(vecu, 'quality')
  const tree = (await get(vecu, '/travail/lieux/arbre', cookie)).text
  const form = /<form[^>]*action="\/travail\/lieux\/arbre[^"]*"[^>]*>.*?<\/form>/s.exec(tree)[0]
  const option = (name) => [...new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(form)[0].matchAll(/value="([^"]+)"/g)]
  const parent = option('parent')[1]?.[1] ?? option('parent')[0][1]
  const levels = option('level').map(([, value]) => value)
  const invite = (await get(vecu, '/travail/comptes/nouveau', cookie)).text
  const place = [...invite.matchAll(/<option value="([a-z0-9]{12})"/g)][0][1]
  for (const [at, words] of HOSTILE.slice(0, 10).entries()) {
    const name = `Lieu ${at} ${words}`.slice(0, 90)
    const added = await post(vecu, '/travail/lieux/arbre', { name, level: levels.at(-1), parent, finess: '', slug: `hostile-${Date.now()}-${at}` }, cookie)
    assert.ok([303, 422].includes(added.status), `a place: ${added.status}`)
    const account = { name: `Nom ${at} ${words}`, email: `hostile${Date.now()}${at}@exemple.fr`, role: 'caregiver', place, lang: 'fr' }
    const invited = await post(vecu, '/travail/comptes/nouveau', account, cookie)
    assert.ok([200, 422].includes(invited.status), `an account: ${invited.status}`)
    const due = { 'due-day': '1', 'due-month': '6', 'due-year': String(new Date().getFullYear() + 1) }
    const owner = /<select[^>]*name="owner".*?<option value="([^"]+)"/s.exec((await get(vecu, '/travail/actions/nouvelle', cookie)).text)[1]
    const opened = await post(vecu, '/travail/actions', { title: `Action ${at} ${words}`, plan: `Plan ${words}`, place, owner, ...due }, cookie)
    assert.ok([303, 422].includes(opened.status), `an action: ${opened.status}`)
    if (opened.status === 303) {
      const path = opened.headers.get('location')
      made.push(path)
      await post(vecu, `${path}/indicateur`, { indicator: `Part ${words}`, target: `Cible ${words}` }, cookie)
      await post(vecu, `${path}/reponse`, { answer: `Nous faisons ${words}`, seen: '1' }, cookie)
      await post(vecu, `${path}/note`, { note: `Note ${words}` }, cookie)
      const given = { action: path.split('/').pop(), said_fr: `Vous avez dit ${words}`, done_fr: `Nous avons fait ${words}`, more_fr: words }
      const written = await post(vecu, '/travail/retours/nouveau', given, cookie)
      assert.ok([303, 422].includes(written.status), `a return: ${written.status}`)
      if (written.status === 303) {
        made.push(written.headers.get('location'))
        const published = await post(vecu, `${written.headers.get('location')}/publier`, {}, cookie)
        assert.ok([303, 422].includes(published.status), `publishing: ${published.status}`)
      }
    }
  }
  assert.ok(made.length > 0, 'some were taken')
})

test('the reading room, each hostile voice and its file show words and nothing else', async () => {
  await until('the names are masked', async () => {
    const room = await get(vecu, '/travail/voix', await sessionOf(vecu, 'quality'))
    return room.text.includes(`Récit hostile ${HOSTILE.length - 1}`)
  })
  const voices = new Map()
  const cookie = await sessionOf(vecu, 'quality')
  for (let page = 1; page <= 6 && voices.size < HOSTILE.length; page += 1) {
    const { text } = await get(vecu, `/travail/voix?page=${page}`, cookie)
    for (const [, path, number] of text.matchAll(/href="(\/travail\/voix\/[a-z0-9]{12})[^"]*"[^>]*>Récit hostile (\d+)/g)) {
      voices.set(number, path)
    }
  }
  assert.equal(voices.size, HOSTILE.length, 'every hostile story is in the room')
  await asRole(browser, vecu, 'quality', {}, async (page) => {
    const heard = await watch(page)
    await show(page, heard, '/travail/voix')
    await show(page, heard, '/travail/moderation')
    for (const [number, path] of voices) {
      await show(page, heard, path)
      const words = await page.locator('main').innerText()
      assert.ok(words.includes('fin du récit'), `the whole of story ${number} is shown`)
      await show(page, heard, path.replace('/voix/', '/moderation/'))
    }
    const replied = [...voices.values()][0]
    await post(vecu, `${replied}/reponse`, { reply: `Merci ${HOSTILE[1]} ${HOSTILE[8]}` }, cookie)
    await show(page, heard, replied)
  })
})

test('what comes back to authors, and what everybody reads, shows words and nothing else', async () => {
  await withPage(browser, { url: vecu.url }, async (page) => {
    const heard = await watch(page)
    for (const receipt of receipts.slice(0, 12)) {
      await show(page, heard, '/suivi')
      await page.fill('#code', receipt)
      await page.locator('main form button[type=submit]').click()
      await page.locator('form[action^="/suivi/message"]').waitFor()
      assert.deepEqual(heard, [])
    }
    for (const words of HOSTILE) {
      const asked = encodeURIComponent(words)
      await show(page, heard, `/?q=${asked}`)
    }
    for (const words of HOSTILE.slice(0, 12)) {
      const asked = encodeURIComponent(words)
      await show(page, heard, `/retours?theme=${asked}`)
      await show(page, heard, `/connexion?suite=${asked}`)
      await show(page, heard, `/${asked}`, 404)
      await show(page, heard, `/d/${door.place}?lang=${asked}&grand=${asked}`)
      await show(page, heard, `/d/${door.place}/raconter?sorte=${asked}`)
    }
    for (const path of ['/', '/retours', `/d/${door.place}`, door.questionnaire]) await show(page, heard, path)
  })
})

test('every work page of those who see most shows words and nothing else', async () => {
  for (const who of ['quality', 'admin']) {
    const pages = await crawl(vecu, ['/travail', ...made], { cookie: await sessionOf(vecu, who) })
    await asRole(browser, vecu, who, {}, async (page) => {
      const heard = await watch(page)
      const paths = [...pages.filter((one) => one.isPage && one.status === 200).map((one) => one.path), ...(who === 'quality' ? made : [])]
      for (const path of new Set(paths)) await show(page, heard, path)
    })
  }
})
