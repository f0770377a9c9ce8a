// Words that want to be a script: in stories, messages, names, titles and searches, wherever they are shown. They are
// shown as words under the real security policy: nothing runs, nothing is blocked, nothing opens.

import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, before, test } from 'node:test'
import { DEVICES, noSidewaysScroll, openBrowser, startVecu, withPage } from './harness.mjs'
import { crawl } from './crawl.mjs'
import { asRole, get, openDoor, post, press, sessionOf, tell, until } from './people.mjs'

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
  // A word that no line can hold.
  'W'.repeat(300),
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
  const size = page.viewportSize()
  await page.setViewportSize(DEVICES.zoomed.viewport)
  await noSidewaysScroll(page, `${path} at 320 px`)
  await page.setViewportSize(size)
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
    const added = await post(vecu, '/travail/lieux/arbre', { name, level: levels.at(-1), parent, finess: '', slug: `hostile${Date.now()}x${at}` }, cookie)
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
  const voices = new Map()
  const cookie = await sessionOf(vecu, 'quality')
  await until('the names in every hostile story are masked', async () => {
    // Other tests tell stories on the same day: the room has several pages of them.
    for (let page = 1; page <= 12 && voices.size < HOSTILE.length; page += 1) {
      const { text } = await get(vecu, `/travail/voix?page=${page}`, cookie)
      for (const [, path, number] of text.matchAll(/href="(\/travail\/voix\/[a-z0-9]{12})[^"]*"[^>]*>Récit hostile (\d+)/g)) {
        voices.set(number, path)
      }
    }
    return voices.size === HOSTILE.length
  })
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

/**
 * Types into a form, whatever the page would let a hand type, and sends it: it must come back with a summary that leads
 * to the field at fault, and with everything that was typed.
 */
async function refusedAndKept(page, path, { fields, at, action, forgets = [] }) {
  if (path) await page.goto(vecu.url + path)
  const form = page.locator(action ? `main form[action*="${action}"]` : 'main form[method=post]').first()
  await form.evaluate((element, wanted) => {
    for (const [name, value] of Object.entries(wanted)) {
      const [box] = [...element.querySelectorAll(`[name="${name}"]`)].filter((one) => !/radio|checkbox/.test(one.type) || one.value === value)
      if (/radio|checkbox/.test(box.type)) box.checked = true
      else box.value = value
    }
  }, fields)
  await press(page, form.locator('button[type=submit]'), [422])
  const what = `${path ?? page.url()} with a wrong ${at}`
  const faults = page.locator('[role=alert] a, .error-summary a')
  assert.ok((await faults.count()) > 0, `${what}: the summary says what is wrong`)
  const led = await faults.evaluateAll(
    (links, name) => links.map((link) => {
      const one = document.querySelector(link.getAttribute('href'))
      return one?.name?.startsWith(name) || Boolean(one?.querySelector(`[name^="${name}"]`))
    }),
    at,
  )
  assert.ok(led.includes(true), `${what}: the summary leads to that field, not only to ${await faults.allInnerTexts()}`)
  assert.ok((await page.locator('.error').first().innerText()).trim().length > 10, `${what}: in words`)
  const kept = await page.evaluate(
    (names) => names.map((name) => {
      const boxes = [...document.querySelectorAll(`main [name="${name}"]`)]
      const box = boxes.find((one) => /radio|checkbox/.test(one.type) && one.checked) ?? boxes[0]
      return [name, box?.value.replaceAll('\r\n', '\n')]
    }),
    Object.keys(fields),
  )
  for (const [name, value] of kept) assert.equal(value, forgets.includes(name) ? '' : fields[name], `${what}: ${name} is kept`)
}

/** Sends a form on a connection of its own, which the site may close before all of it is sent: then `'hung up'`. */
function sendAlone(address, type, body) {
  return new Promise((resolve) => {
    const headers = { 'content-type': type, 'content-length': body.length }
    const request = httpRequest(address, { method: 'POST', agent: false, headers }, async (answer) => {
      answer.on('error', () => resolve('hung up'))
      const chunks = await answer.toArray().catch(() => [])
      resolve({ status: answer.statusCode, text: async () => Buffer.concat(chunks).toString() })
    })
    request.on('error', () => resolve('hung up'))
    request.end(body)
  })
}

const LONG = 'Une phrase sans fin. '.repeat(1000)

for (const scripts of [true, false]) {
  test(`what the public pages refuse comes back in words, nothing lost (${scripts ? 'with' : 'without'} scripts)`, async () => {
    const lang = scripts ? '' : '&lang=en'
    await withPage(browser, { url: vecu.url, scripts }, async (page) => {
      const wrong = (path, form) => refusedAndKept(page, path, form)
      await wrong(`/d/${door.place}/raconter?sorte=story${lang}`, { fields: { text: LONG }, at: 'text' })
      await wrong(`/d/${door.place}/raconter?sorte=story${lang}`, { fields: { text: ' \n\t ' }, at: 'text' })
      await page.fill('#text', `Le repas était froid.\n\n${HOSTILE[1]}`)
      await press(page, 'main form button[type=submit]')
      const chosen = { moment: 'after', publish: 'yes', follow: 'reply', contact: `pas une adresse ${HOSTILE[2]}`, text: `Le repas était froid.\n\n${HOSTILE[1]}` }
      await wrong(undefined, { fields: chosen, at: 'speaker' })
      await wrong(undefined, { fields: { ...chosen, speaker: 'parent' }, at: 'contact' })
      await page.fill('#contact', '')
      await press(page, 'main form button[type=submit]')
      const receipt = (await page.locator('#receipt-code').innerText()).replace(/\s/g, '')
      await wrong(`/suivi?x=1${lang}`, { fields: { code: receipt.replace(/.$/, '!') }, at: 'code' })
      await wrong(undefined, { fields: { code: 'É'.repeat(21) }, at: 'code' })
      await page.fill('#code', receipt)
      await press(page, 'main form button[type=submit]')
      await wrong(undefined, { fields: { message: LONG }, at: 'message', action: '/suivi/message' })
      await wrong(undefined, { fields: { message: ' ' }, at: 'message', action: '/suivi/message' })
      const secret = { email: HOSTILE[1], password: 'faux' }
      await wrong(`/connexion?x=1${lang}`, { fields: secret, at: 'email', forgets: ['password'] })
      // A questionnaire: what is too long in one box takes nothing from the others.
      await page.goto(`${vecu.url}${door.questionnaire}?lieu=${door.place}${lang}`)
      await page.locator('input[name=speaker][value=relative]').check()
      await press(page, 'main form button[type=submit]')
      for (let screen = 0; screen < 12 && (await page.locator('main form textarea').count()) === 0; screen += 1) {
        await press(page, 'button[name=go][value=next]')
      }
      const boxes = await page.locator('main form textarea').evaluateAll((all) => all.map((one) => one.name))
      const typed = Object.fromEntries(boxes.map((name, at) => [name, at === 0 ? LONG.trim() : `Réponse ${at} ${HOSTILE[3]}`]))
      await wrong(undefined, { fields: typed, at: boxes[0] })
    })
  })
}

test('what the work pages refuse comes back in words, nothing lost', async () => {
  await asRole(browser, vecu, 'quality', {}, async (page) => {
    const wrong = (path, form) => refusedAndKept(page, path, form)
    const due = { 'due-day': '31', 'due-month': '2', 'due-year': '2031' }
    await wrong('/travail/actions/nouvelle', { fields: { title: `Dire ${HOSTILE[1]}`, plan: `Faire ${HOSTILE[3]}\nencore`, ...due }, at: 'due' })
    await wrong('/travail/comptes/nouveau', { fields: { name: `Nom ${HOSTILE[2]}`, email: 'pas une adresse' }, at: 'email' })
    await wrong('/travail/lieux/arbre', { fields: { name: `Lieu ${HOSTILE[4]}`, slug: 'Pas Une Adresse !', finess: '12' }, at: 'level' })
    const dates = { 'from-day': '1', 'from-month': '6', 'from-year': '2031', 'to-day': '1', 'to-month': '5', 'to-year': '2031' }
    const words = { title: `Titre ${HOSTILE[1]}`, purpose: `But ${HOSTILE[3]}`, designers: 'Nous', moment: 'Le séjour', outcome: 'Dire' }
    await wrong('/travail/campagnes/nouvelle', { fields: { ...words, ...dates }, at: 'to' })
    const action = /action=([a-z0-9]{12})/.exec((await get(vecu, '/travail/retours/nouveau', await sessionOf(vecu, 'quality'))).text)?.[1]
    const path = `/travail/retours/nouveau${action ? `?action=${action}` : ''}`
    await wrong(path, { fields: { said_fr: LONG.trim(), done_fr: `Nous ${HOSTILE[5]}`, more_fr: 'Encore' }, at: 'said_fr' })
  })
})

test('what no page of ours sends is answered with a page that says so, and nothing breaks', async () => {
  const page = async (what, answer, statuses) => {
    const text = await answer.text()
    assert.ok(statuses.includes(answer.status), `${what}: ${answer.status}`)
    assert.match(text, /^<!doctype html>.*<h1\b/is, `${what} (${answer.status}) is answered with a page`)
    // The words of the machine's parts are not for people.
    assert.ok(!/deserialize|panicked|sqlite|Content-Type|expected/i.test(text), `${what} shows the machine: ${text.slice(-400)}`)
  }
  const forms = [`/d/${door.place}/raconter?sorte=story`, '/suivi', '/suivi/essai', '/suivi/message', '/suivi/contester', '/suivi/retirer', '/suivi/effacer',
    '/connexion', door.questionnaire, `${door.questionnaire}/1`, `${door.questionnaire}/99999999999999999999`]
  const form = 'application/x-www-form-urlencoded'
  const bodies = [
    ['nothing', undefined, form],
    ['JSON', '{"text":"<script>"}', 'application/json'],
    ['letters cut in two', 'text=%FF%FE%ZZ&code=%', form],
    ['bytes', Buffer.from([0, 255, 254, 195, 40]), form],
    ['the same field many times', 'text=a&'.repeat(3000), form],
    ['unknown choices', 'etape=2&sorte=zzz&speaker=zzz&moment=zzz&publish=zzz&follow=zzz&text=a&once=zzz&d=zzz&go=zzz&code=zzz', form],
    ['parts that do not end', '--x\r\ncontent-disposition: form-data; name="text"\r\n\r\na', 'multipart/form-data; boundary=x'],
  ]
  for (const path of forms) {
    for (const [what, body, type] of bodies) {
      let answer
      await until('the site takes another form', async () => {
        answer = await fetch(vecu.url + path, { method: 'POST', redirect: 'manual', headers: { 'content-type': type }, body })
        return answer.status !== 429
      })
      if (answer.status === 303) continue
      await page(`${what} sent to ${path}`, answer, [200, 400, 404, 410, 413, 415, 422])
    }
  }
  // The site may hang up while so much is still on its way; where it answers, it says why.
  const huge = await until('the site takes another form', async () => {
    const answer = await sendAlone(`${vecu.url}/suivi`, form, `code=${'a'.repeat(6_000_000)}`)
    return answer.status !== 429 && answer
  })
  if (huge !== 'hung up') await page('six million letters', huge, [413])
  const asked = ['-1', '0', '99999999999999999999', '1e9', 'NaN', '%00', '%FF', "1'--", encodeURIComponent(HOSTILE[0])]
  for (const one of asked) {
    for (const path of [`/retours?page=${one}`, `/retours?lieu=${one}&theme=${one}`, `/d/${door.place}?recits=${one}`, `/d/${one}`, `/retours/${one}`,
      `/q/${one}`, `${door.questionnaire}/1?d=${one}`, `/i/${one}`, `/o/${one}`, `/?q=${one}`, `/suivi?lang=${one}`]) {
      await page(path, await fetch(vecu.url + path), [200, 400, 404, 410])
    }
    const cookie = await sessionOf(vecu, 'quality')
    for (const path of [`/travail/voix?page=${one}&rang=${one}`, `/travail/voix/${one}`, `/travail/actions?page=${one}`, `/travail/journal?page=${one}`,
      `/travail/lieux/${one}`, `/travail/comptes?q=${one}`, `/travail/constats/nouveau?passage=${one}`, `/travail/campagnes/${one}`]) {
      await page(path, await fetch(vecu.url + path, { headers: { cookie } }), [200, 400, 404])
    }
  }
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
