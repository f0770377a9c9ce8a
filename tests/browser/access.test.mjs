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
import { crawl, shapeOf } from './crawl.mjs'
import { asRole, get, openDoor, post, ROLES, sessionOf, tell } from './people.mjs'

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
  { lang: 'en', device: 'desktop', colorScheme: 'light' },
  { lang: 'fr', device: 'desktop', colorScheme: 'dark' },
  { lang: 'en', device: 'phone', colorScheme: 'dark' },
]

const inLang = (address, lang) => `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`

/** What a machine finds wrong with a page as it stands, beyond axe: one h1, the language, headings in order, unique ids. */
const READ = () => {
  const wrong = []
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1]))
  if (levels.filter((level) => level === 1).length !== 1) wrong.push(`headings ${levels.join(' ')}`)
  for (let at = 1; at < levels.length; at += 1) {
    if (levels[at] > levels[at - 1] + 1) wrong.push(`an h${levels[at]} after an h${levels[at - 1]}`)
  }
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  if (twice.length) wrong.push(`ids twice: ${twice}`)
  if (!document.title.trim()) wrong.push('no title')
  const untold = [...document.querySelectorAll('main, main *')].flatMap((one) =>
    [...one.childNodes].filter((node) => node.nodeType === 3 && /\b[a-z]+-[a-z]+-[a-z-]+\b/.test(node.data)))
  const keys = untold.map((node) => node.data.trim()).filter((words) => /^[a-z]+(-[a-z0-9]+)+$/.test(words))
  if (keys.length) wrong.push(`words that look like keys: ${keys}`)
  return { wrong, lang: document.documentElement.lang }
}

/** Everything that must hold on the page that is shown. */
async function fine(page, lang, what) {
  await axe(page, what)
  const { wrong, lang: said } = await page.evaluate(READ)
  assert.deepEqual(wrong, [], what)
  assert.equal(said, lang, `the language of ${what}`)
}

/** Everything that must hold when the page is looked at through a small hole, and in large letters. */
async function small(page, what) {
  const size = page.viewportSize()
  await page.setViewportSize(DEVICES.zoomed.viewport)
  await noSidewaysScroll(page, `${what} at 320 px`)
  await page.evaluate(() => document.documentElement.classList.add('large'))
  await noSidewaysScroll(page, `${what} at 320 px in large letters`)
  await page.evaluate(() => document.documentElement.classList.remove('large'))
  await page.setViewportSize(size)
}

/** Looks at pages, several at once; every fault is told, not only the first. */
async function lookAt(visits, open) {
  const faults = []
  const waiting = [...visits]
  const one = async () => {
    for (let visit = waiting.shift(); visit; visit = waiting.shift()) {
      const { address, look, status } = visit
      const what = `${visit.who ?? 'anybody'}: ${address} (${look.lang}, ${look.device}, ${look.colorScheme})`
      try {
        await open(visit, async (page) => {
          const answer = await page.goto(vecu.url + inLang(address, look.lang))
          assert.equal(answer.status(), status ?? 200, what)
          await fine(page, look.lang, what)
          await small(page, what)
        })
      } catch (error) {
        faults.push(error.message)
      }
    }
  }
  await Promise.all([one(), one(), one()])
  assert.equal(faults.length, 0, `${faults.length} of ${visits.length} visits:\n\n${faults.join('\n\n')}`)
}

const asAnybody = (visit, body) => {
  const { device, colorScheme } = visit.look
  return withPage(browser, { url: vecu.url, device, colorScheme }, body)
}

const asTheirRole = (visit, body) => {
  const { device, colorScheme } = visit.look
  return asRole(browser, vecu, visit.who, { device, colorScheme }, body)
}

test('every public page is accessible in both languages, on a phone and a desktop, by day and by night', async (t) => {
  const from = ['/', `/d/${door.place}`, '/connexion', `/d/${door.place}?kiosque=1`, `${door.questionnaire}?kiosque=1`]
  const pages = await crawl(vecu, from)
  const broken = pages.filter((page) => page.status !== 200).map((page) => `${page.status} ${page.path}`)
  assert.deepEqual(broken, [], 'public links that lead nowhere')
  const shown = pages.filter((page) => page.isPage)
  t.diagnostic(`${shown.length} pages: ${shown.map((page) => page.shape).join(' ')}`)
  assert.ok(shown.length >= 8, 'the public pages are found')
  await lookAt(shown.flatMap((page) => LOOKS.map((look) => ({ address: page.path, look }))), asAnybody)
})

test('every page that a role comes to is accessible', async (t) => {
  const visits = []
  const turns = new Map()
  const broken = []
  for (const who of ROLES) {
    const cookie = await sessionOf(vecu, who)
    const pages = await crawl(vecu, ['/travail'], { cookie })
    broken.push(...pages.filter((page) => page.status !== 200).map((page) => `${page.status} ${page.path} (${who})`))
    const shown = pages.filter((page) => page.isPage && page.path.startsWith('/travail'))
    t.diagnostic(`${who}: ${shown.length} pages`)
    for (const page of shown) {
      // One look for each role and shape; the same shape is looked at differently with the next role, and in every way
      // by those who see most.
      const turn = turns.get(page.shape) ?? 0
      turns.set(page.shape, turn + 1)
      const looks = who === 'quality' ? LOOKS : [LOOKS[turn % LOOKS.length]]
      visits.push(...looks.map((look) => ({ who, address: page.path, look })))
    }
  }
  t.diagnostic(`${visits.length} visits, ${turns.size} shapes: ${[...turns.keys()].join(' ')}`)
  assert.deepEqual(broken, [], 'links of work pages that lead nowhere')
  await lookAt(visits, asTheirRole)
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
      if (seen.has(shape) || LEFT_ALONE.test(action) || (await forms.nth(at).locator(written).count()) === 0) continue
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
          const summary = page.locator('.error-summary, [role=alert]')
          assert.ok((await summary.count()) > 0, `${what} has no summary of its faults`)
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
  const publicPages = await crawl(vecu, ['/', `/d/${door.place}`, '/suivi', '/connexion'])
  for (const { path } of publicPages.filter((page) => page.isPage && page.text.includes('method="post"'))) {
    await withPage(browser, { url: vecu.url }, async (page) => {
      await page.goto(vecu.url + path)
      await sent('anybody', page, path)
    })
  }
  for (const who of ['quality', 'admin', 'complaints', 'manager', 'user']) {
    const cookie = await sessionOf(vecu, who)
    const pages = await crawl(vecu, ['/travail'], { cookie })
    const forms = pages.filter((page) => page.isPage && page.text.includes('method="post"'))
    await asRole(browser, vecu, who, {}, async (page) => {
      for (const { path } of forms) {
        await page.goto(vecu.url + path)
        await sent(who, page, path)
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
  await lookAt(visits.flatMap((visit) => LOOKS.map((look) => ({ ...visit, look }))), asAnybody)
  const refused = [
    { who: 'caregiver', address: '/travail/comptes', status: 403 },
    { who: 'analyst', address: '/travail/voix', status: 403 },
    { who: 'admin', address: '/travail/voix', status: 403 },
    { who: 'quality', address: '/travail/voix/abcdefghij', status: 404 },
    { who: 'quality', address: '/travail/nulle-part', status: 404 },
  ]
  await lookAt(refused.flatMap((visit) => LOOKS.slice(0, 2).map((look) => ({ ...visit, look }))), asTheirRole)
})

test('what is empty says so on an accessible page', async () => {
  const anybody = ['/?q=zzzzzz', '/retours?lieu=dialyse&theme=zzz', '/retours?page=99999', `/d/${door.place}?recits=900`]
  await lookAt(anybody.map((address, at) => ({ address, look: LOOKS[at % 4] })), asAnybody)
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
  await lookAt(work.map((address, at) => ({ who: 'quality', address, look: LOOKS[at % 4] })), asTheirRole)
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
    for (const look of LOOKS) {
      for (const address of ['/', '/suivi', '/retours', '/connexion']) {
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
  for (const look of LOOKS) {
    await asAnybody({ look }, async (page) => {
      await page.goto(vecu.url + inLang(`/d/${door.place}/raconter?sorte=story`, look.lang))
      await page.fill('#text', 'Depuis la sortie je veux mourir, je pense à me suicider.')
      await page.locator('main form button[type=submit]').click()
      await page.locator('input[name=speaker][value=patient]').check()
      await page.locator('main form button[type=submit]').click()
      await page.locator('.notice a[href="tel:3114"]').waitFor()
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
