// Accessibility of every page and state (WCAG 2.2 AA and RGAA 4.1, as far as a machine can tell): every page that the
// public and each role can come to by links, forms sent back with their faults, refusals, empty pages.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { axe, DEVICES, freePort, noSidewaysScroll, openBrowser, startVecu, vecuBinary, withPage } from './harness.mjs'
import { crawl, faultsIn, lookLostIn, partsOf, shapeOf } from './crawl.mjs'
import { asRole, get, openDoor, press, ROLES, sessionOf } from './people.mjs'

let vecu
let browser
let door
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  door = await openDoor(vecu)
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

/** The ways a page is looked at. */
const LOOKS = [
  { lang: 'fr', device: 'phone', colorScheme: 'light' },
  { lang: 'en', device: 'desktop', colorScheme: 'dark' },
  { lang: 'fr', device: 'desktop', colorScheme: 'light' },
  { lang: 'en', device: 'phone', colorScheme: 'dark' },
]

const inLang = (address, lang) => `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`

/** Everything that must hold on the page that is shown, with all that is folded away in it unfolded. */
async function fine(page, lang, what) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
  await axe(page, what)
  assert.deepEqual(faultsIn(await page.content(), lang), [], what)
}

/** Everything that must hold when the page is looked at through a small hole, and in large letters. */
async function small(page, what) {
  const size = page.viewportSize()
  await page.setViewportSize(DEVICES.zoomed.viewport)
  try {
    await noSidewaysScroll(page, `${what} at 320 px`)
    await page.evaluate(() => document.documentElement.classList.add('large'))
    await noSidewaysScroll(page, `${what} at 320 px in large letters`)
  } finally {
    await page.evaluate(() => document.documentElement.classList.remove('large'))
    await page.setViewportSize(size)
  }
}

/** The most visits that one tab makes. */
const A_TAB = 8

/** Visits that one tab can make: the same person, the same device, the same light. */
function tabs(visits) {
  const groups = new Map()
  for (const visit of visits) {
    const key = [visit.who, visit.look.device, visit.look.colorScheme].join()
    groups.set(key, [...(groups.get(key) ?? []), visit])
  }
  const cut = (group) => Array.from({ length: Math.ceil(group.length / A_TAB) }, (_, at) => group.slice(at * A_TAB, (at + 1) * A_TAB))
  return [...groups.values()].flatMap(cut)
}

/** Looks at pages, in several tabs at once; every fault is told, not only the first. */
async function lookAt(visits) {
  const faults = []
  const note = (work) => work.catch((error) => faults.push(error.message))
  const waiting = tabs(visits)
  const one = async () => {
    for (let tab = waiting.shift(); tab; tab = waiting.shift()) {
      const [{ who, look }] = tab
      const body = async (page) => {
        for (const visit of tab) await note(lookOnce(page, visit))
      }
      const { device, colorScheme } = look
      const open = who ? asRole(browser, vecu, who, { device, colorScheme }, body) : withPage(browser, { url: vecu.url, device, colorScheme }, body)
      await note(open)
    }
  }
  await Promise.all([one(), one(), one()])
  assert.equal(faults.length, 0, `${faults.length} faults in ${visits.length} visits:\n\n${faults.join('\n\n')}`)
}

async function lookOnce(page, { who, address, look, status }) {
  const what = `${who ?? 'anybody'}: ${address} (${look.lang}, ${look.device}, ${look.colorScheme})`
  const answer = await page.goto(vecu.url + inLang(address, look.lang))
  assert.equal(answer.status(), status ?? 200, what)
  await fine(page, look.lang, what)
  await small(page, what)
}

/** The pages that somebody comes to by links, walked once. */
const walks = new Map()
function walked(who) {
  const walk = async () => {
    // Two pages of each kind (of the 25 places, say): they are made by the same code, and their words and numbers differ.
    if (who !== 'anybody') return crawl(vecu, ['/travail'], { cookie: await sessionOf(vecu, who), each: 2 })
    const doors = ['/', `/d/${door.place}`, '/connexion', `/d/${door.place}?kiosque=1`, `${door.questionnaire}?kiosque=1`]
    return crawl(vecu, doors, { each: 2 })
  }
  if (!walks.has(who)) walks.set(who, walk())
  return walks.get(who)
}

/** Those whose pages are walked: the roles that see most come first. */
const WALKERS = ['anybody', 'quality', ...ROLES.filter((role) => role !== 'quality')]

test('every link leads somewhere; every page has one title, headings in order and its language, and keeps the look', async (t) => {
  const faults = []
  for (const who of WALKERS) {
    const pages = await walked(who)
    t.diagnostic(`${who}: ${pages.length} pages`)
    assert.ok(pages.length >= 4, `the pages of ${who} are found`)
    const cookie = who === 'anybody' ? undefined : await sessionOf(vecu, who)
    for (const { path, status, text, isPage } of pages) {
      if (status !== 200) faults.push(`${who}: ${path} answers ${status}`)
      else if (isPage) {
        const english = (await get(vecu, `${inLang(path, 'en')}&grand=1`, cookie)).text
        const found = [...faultsIn(text, 'fr'), ...faultsIn(english, 'en'), ...lookLostIn(english)]
        faults.push(...found.map((fault) => `${who}: ${path}: ${fault}`))
      }
    }
  }
  assert.equal(faults.length, 0, faults.join('\n'))
})

/** Which of the pages of its kind each page is, from 0. */
function ranked(pages) {
  const seen = new Map()
  return pages.map((page) => {
    const rank = seen.get(page.shape) ?? 0
    seen.set(page.shape, rank + 1)
    return { ...page, rank }
  })
}

const soundPages = async (who) => ranked((await walked(who)).filter((page) => page.isPage && page.status === 200))

test('every public page is accessible in both languages, on a phone and a desktop, by day and by night', async (t) => {
  const pages = await soundPages('anybody')
  const alone = (page) => pages.every((other) => other === page || other.shape !== page.shape)
  const visits = pages.flatMap((page, at) => {
    // One of two pages is looked at in two ways, the other in the two others; one that has no like, in all four. The
    // pages of a tablet in a waiting room differ from the others by what they leave out: they are looked at once.
    const looks = page.shape.includes('kiosque') ? [LOOKS[at % 4]] : LOOKS.filter((_, n) => alone(page) || n >> 1 === page.rank)
    return looks.map((look) => ({ address: page.path, look }))
  })
  t.diagnostic(`${visits.length} visits of ${new Set(pages.map((page) => page.shape)).size} kinds of pages`)
  await lookAt(visits)
})

test('every page that a role comes to is accessible', async (t) => {
  const visits = []
  const known = new Set()
  for (const who of WALKERS.slice(1)) {
    for (const page of await soundPages(who)) {
      const parts = [page.shape, ...[...partsOf(page.text)].sort()]
      const isNew = parts.some((part) => !known.has(part))
      const isLike = known.has(parts.join())
      known.add(parts.join())
      parts.forEach((part) => known.add(part))
      // The quality officer's pages are looked at twice of each kind. Of the others', where each begins, and the first of
      // each kind unless a page of that kind made of the very same parts was looked at already; the second only when
      // something stands in it that no page before had (a state, a field, a list). What is left out is left out by axe
      // alone: the first test reads every page of every role in both languages.
      const isFirst = page.rank === 0 && (!isLike || page.path === '/travail')
      if (who === 'quality' || isFirst || isNew) visits.push({ who, address: page.path, look: LOOKS[visits.length % 4] })
    }
  }
  t.diagnostic(`${visits.length} visits`)
  await lookAt(visits)
})

/** Forms that change what other tests stand on. */
const LEFT_ALONE = /\/(deconnexion|chapeau|fermer|etat|langue|sessions|second-facteur|publier|abandonner|lien|fin)\b/

test('every form sent empty comes back with its faults, accessible, or is taken', async (t) => {
  const faults = []
  const seen = new Map()
  const sent = async (who, page, path) => {
    const forms = page.locator('main form[method=post]')
    for (let at = 0; at < (await forms.count()); at += 1) {
      const action = await forms.nth(at).getAttribute('action')
      const shape = shapeOf(action)
      const written = 'input:not([type=hidden]), textarea, select'
      if (seen.has(shape) || LEFT_ALONE.test(action)) continue
      if ((await forms.nth(at).locator(written).count()) === 0) {
        seen.set(shape, 'nothing to type')
        continue
      }
      const look = LOOKS[seen.size % LOOKS.length]
      const [answer] = await Promise.all([
        page.waitForNavigation(),
        forms.nth(at).evaluate((form) => {
          for (const box of form.querySelectorAll('input:not([type=hidden]), textarea')) {
            if (box.type === 'radio' || box.type === 'checkbox') box.checked = false
            else if (box.type !== 'file') box.value = ''
          }
          // As the button does it, but in whatever part of the page it is folded away.
          form.querySelector('button[type=submit], button:not([type])').click()
        }),
      ])
      const status = answer?.status() ?? 200
      seen.set(shape, status)
      const what = `${who}: the form ${shape} of ${path} sent empty (${status})`
      try {
        assert.ok([200, 422].includes(status), what)
        if (status === 422) {
          const summary = page.locator('[role=alert] a, .error-summary a')
          assert.ok((await summary.count()) > 0, `${what} has no summary that leads to its faults`)
          for (const fault of await summary.all()) {
            const target = page.locator(await fault.getAttribute('href'))
            assert.equal(await target.count(), 1, `${what}: a fault leads to a field`)
          }
          await page.setViewportSize(DEVICES[look.device].viewport)
          await page.emulateMedia({ colorScheme: look.colorScheme })
          await fine(page, await page.evaluate(() => document.documentElement.lang), what)
          await small(page, what)
        }
      } catch (error) {
        faults.push(error.message)
      }
      await page.goto(vecu.url + path)
    }
  }
  const publicPages = await walked('anybody')
  for (const { path } of publicPages.filter((page) => page.isPage && page.text.includes('method="post"'))) {
    await withPage(browser, { url: vecu.url }, async (page) => {
      await page.goto(vecu.url + path)
      await sent('anybody', page, path)
    })
  }
  for (const who of WALKERS.slice(1)) {
    const isNew = ([, action]) => !LEFT_ALONE.test(action) && !seen.has(shapeOf(action))
    const holdsNew = (page) => page.isPage && [...page.text.matchAll(/method="post" action="([^"]+)"/g)].some(isNew)
    const pages = await walked(who)
    if (!pages.some(holdsNew)) continue
    await asRole(browser, vecu, who, {}, async (tab) => {
      // Asked again at each page: what the one before showed is not new any more.
      for (const page of pages) {
        if (!holdsNew(page)) continue
        await tab.goto(vecu.url + page.path)
        await sent(who, tab, page.path)
      }
    })
  }
  t.diagnostic([...seen].map(([shape, status]) => `${status} ${shape}`).join('  '))
  assert.ok([...seen.values()].filter((status) => status === 422).length >= 10, 'forms with faults are found')
  assert.equal(faults.length, 0, faults.join('\n\n'))
})

test('what is not there, not allowed or over is said on an accessible page', async () => {
  const visits = [
    { address: '/nulle-part', status: 404 },
    { address: '/d/nulle-part', status: 404 },
    { address: '/retours/nulle-part', status: 404 },
    { address: `${door.questionnaire}/1?d=perdu`, status: 410 },
    { address: '/i/lien-perdu', status: 410 },
    { address: '/o/lien-perdu', status: 410 },
    { address: `/${'x'.repeat(9000)}`, status: 414 },
  ]
  await lookAt(visits.flatMap((visit) => LOOKS.slice(0, 2).map((look) => ({ ...visit, look }))))
  const refused = [
    { who: 'caregiver', address: '/travail/comptes', status: 403 },
    { who: 'analyst', address: '/travail/voix', status: 403 },
    { who: 'admin', address: '/travail/voix', status: 403 },
    { who: 'quality', address: '/travail/voix/abcdefghij', status: 404 },
    { who: 'quality', address: '/travail/nulle-part', status: 404 },
  ]
  await lookAt(refused.map((visit, at) => ({ ...visit, look: LOOKS[at % 4] })))
})

test('what is empty says so on an accessible page', async () => {
  const anybody = ['/?q=zzzzzz', '/retours?lieu=dialyse&theme=zzz', '/retours?page=99999', `/d/${door.place}?recits=900`]
  await lookAt(anybody.map((address, at) => ({ address, look: LOOKS[at % 4] })))
  const work = [
    '/travail/voix?etat=closed&de=2031-01',
    '/travail/constats?etat=set-aside&theme=zzz&page=900',
    '/travail/actions?retard=1&page=900',
    '/travail/moderation?page=900',
    '/travail/retours?page=900',
    '/travail/actions/nouvelle',
    '/travail/constats/nouveau',
    '/travail/comptes?q=zzzzzz',
    '/travail/journal?page=900',
  ]
  await lookAt(work.map((address, at) => ({ who: 'quality', address, look: LOOKS[at % 4] })))
})

test('an installation where nothing has been made yet is accessible', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'vecu-empty-'))
  const listen = `127.0.0.1:${await freePort()}`
  const args = ['serve', '--data', path.join(home, 'data'), '--keys', path.join(home, 'keys'), '--listen', listen]
  const child = spawn(vecuBinary(), args, { cwd: home, stdio: ['ignore', 'pipe', 'ignore'] })
  const empty = { url: `http://${listen}` }
  try {
    createInterface({ input: child.stdout }).on('line', () => {})
    for (let tried = 0; ; tried += 1) {
      const up = await fetch(`${empty.url}/connexion`).catch(() => undefined)
      if (up?.ok) break
      assert.ok(tried < 150, 'vecu serve does not start in an empty folder')
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    for (const look of LOOKS.slice(0, 2)) {
      for (const address of ['/', '/suivi', '/connexion']) {
        await withPage(browser, { url: empty.url, ...look, lang: look.lang }, async (page) => {
          await page.goto(empty.url + inLang(address, look.lang))
          await fine(page, look.lang, `${address} of an empty installation (${look.lang})`)
          await small(page, `${address} of an empty installation`)
        })
      }
    }
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
    rmSync(home, { recursive: true, force: true })
  }
})

test('a story that speaks of wanting to die shows the numbers at once, on an accessible page', async () => {
  for (const look of LOOKS.slice(0, 2)) {
    const { device, colorScheme } = look
    await withPage(browser, { url: vecu.url, device, colorScheme }, async (page) => {
      await page.goto(vecu.url + inLang(`/d/${door.place}/raconter?sorte=story`, look.lang))
      await page.fill('#text', 'Depuis la sortie je veux mourir, je pense à me suicider.')
      await press(page, 'main form button[type=submit]')
      await page.locator('input[name=speaker][value=patient]').check()
      await press(page, 'main form button[type=submit]')
      const first = page.locator('main > :first-child')
      assert.ok(await first.locator('a[href="tel:3114"]').isVisible(), 'the numbers come first')
      assert.equal(await first.getAttribute('role'), 'alert', 'and are told to those who hear the page')
      await fine(page, look.lang, 'thanks with the numbers')
      await small(page, 'thanks with the numbers')
    })
  }
})

test('in forced colours what can be pressed, typed in and chosen still has an outline', async () => {
  const look = { device: 'desktop', forcedColors: 'active', reducedMotion: 'reduce' }
  const outlined = () => {
    const bare = []
    for (const one of document.querySelectorAll('.button, input:not([type=hidden]), textarea, select, .choice')) {
      if (one.offsetParent === null || one.matches('.button-quiet, .visually-hidden')) continue
      const style = getComputedStyle(one)
      const edged = style.borderStyle !== 'none' && parseFloat(style.borderWidth) > 0
      if (!edged && !(one.closest('.choice') && !one.matches('.choice'))) bare.push(one.outerHTML.slice(0, 90))
    }
    const chosen = document.querySelector('.choice input:checked')
    const shown = !chosen || ['', 'none', 'normal'].every((none) => getComputedStyle(chosen, '::before').content !== none)
      || getComputedStyle(chosen).appearance !== 'none'
    return { bare, shown }
  }
  const anybody = [`/d/${door.place}`, door.questionnaire, `/d/${door.place}/raconter`, '/suivi', '/retours', '/connexion']
  for (const address of anybody) {
    await withPage(browser, { url: vecu.url, ...look }, async (page) => {
      await page.goto(vecu.url + address)
      for (const radio of await page.locator('.choice input').all()) await radio.check()
      assert.deepEqual(await page.evaluate(outlined), { bare: [], shown: true }, address)
    })
  }
})

test('nothing moves for those who asked for stillness', async () => {
  const moving = () =>
    [...document.querySelectorAll('*')]
      .map((one) => [one, getComputedStyle(one)])
      .filter(([, style]) => Math.max(...`${style.animationDuration},${style.transitionDuration}`.split(',').map(parseFloat)) > 0.01)
      .map(([one]) => one.outerHTML.slice(0, 80))
  for (const address of ['/', `/d/${door.place}`, door.questionnaire, '/suivi', '/retours']) {
    await withPage(browser, { url: vecu.url, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(vecu.url + address)
      assert.deepEqual(await page.evaluate(moving), [], address)
    })
  }
})

test('large print is larger, and stays on the pages that follow', async () => {
  await withPage(browser, { url: vecu.url }, async (page) => {
    await page.goto(`${vecu.url}/d/${door.place}`)
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize))
    const usual = await size()
    await page.goto(`${vecu.url}/d/${door.place}?grand=1`)
    assert.ok((await size()) >= usual * 1.15, 'large print is larger')
    for (const href of await page.locator('main a, footer a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
      if (href.startsWith('/')) assert.match(href, /[?&]grand=1/, `${href} loses the large print`)
    }
  })
})
