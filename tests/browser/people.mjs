// Who comes to the demonstration, and what the tests have in common when they do: signing in, pressing a button, telling
// a story, waiting for what happens behind the pages.

import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { withPage } from './harness.mjs'

/** Words of the printed sign-ins that tell the role, in the language of the demonstration. */
const TITLES = {
  admin: 'administration',
  quality: 'qualité',
  complaints: 'relations avec les usagers',
  manager: 'cadre',
  caregiver: 'soignante',
  user: 'représentante des usagers',
  mediator: 'médiateur',
  partner: 'patiente partenaire',
  coordinator: 'coordination',
  analyst: 'analyste',
}
export const ROLES = Object.keys(TITLES)

/** The sign-in that `vecu demo` printed for a role: `{person, email, password, url}`. */
export function signInOf(vecu, role) {
  for (const line of vecu.lines) {
    const found = /^\s*(.+?)\s+(\S+@\S+)\s+(\S+)\s+→\s+(\S+)/.exec(line)
    if (found && found[1].includes(TITLES[role])) {
      const [, person, email, password, url] = found
      return { person, email, password, url }
    }
  }
  throw new assert.AssertionError({ message: `the demonstration prints no sign-in for ${role}` })
}

/** Sends a form as a browser without a session or with one would; gives the answer, redirects not followed. */
export async function post(vecu, path, fields, cookie) {
  for (let tried = 0; ; tried += 1) {
    const answer = await fetch(vecu.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
      body: new URLSearchParams(fields).toString(),
    })
    if (answer.status !== 429 || tried === 20) return answer
    // Anybody may send so many forms and no more; the tests send many.
    await wait(2000)
  }
}

/** Asks for a page; gives its text. */
export async function get(vecu, path, cookie) {
  const answer = await fetch(vecu.url + path, { redirect: 'manual', headers: cookie ? { cookie } : {} })
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}

const sessions = new Map()

/** The cookie of somebody who signed in, `name=value`. One session for each role and test file. */
export async function sessionOf(vecu, role) {
  if (!sessions.has(role)) {
    const { email, password } = signInOf(vecu, role)
    const answer = await post(vecu, '/connexion', { email, password, suite: '' })
    assert.equal(answer.status, 303, `${role} cannot sign in`)
    sessions.set(role, answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; '))
  }
  return sessions.get(role)
}

/** A page of somebody who is signed in already. */
export async function asRole(browser, vecu, role, options, body) {
  const session = await sessionOf(vecu, role)
  return withPage(browser, { url: vecu.url, device: 'desktop', ...options }, async (page, context) => {
    const [name, ...value] = session.split('=')
    await context.addCookies([{ name, value: value.join('='), url: vecu.url }])
    return body(page, context)
  })
}

/** Signs in through the form. */
export async function signIn(page, vecu, role) {
  const { email, password } = signInOf(vecu, role)
  await page.goto(`${vecu.url}/connexion`)
  await page.fill('#email', email)
  await page.fill('#password', password)
  await press(page, 'main form button[type=submit]')
  assert.equal(new URL(page.url()).pathname, '/travail', `${role} is not led to work: ${await page.title()}`)
}

/** Presses a button or follows a link, and waits for the page it leads to, which must be sound. */
export async function press(page, target, wanted = [200]) {
  const button = typeof target === 'string' ? page.locator(target) : target
  const navigation = page.waitForNavigation({ waitUntil: 'load' })
  await button.first().click()
  let answer = await navigation
  for (let tried = 0; answer?.status() === 429 && tried < 20; tried += 1) {
    await wait(2000)
    answer = await page.reload()
  }
  // Moving inside a page answers nothing.
  const status = answer?.status() ?? 200
  assert.ok(wanted.includes(status), `${status} on ${page.url()}: ${await page.title()}`)
  return answer
}

/** Tries until `done` gives something. */
export async function until(what, done, seconds = 40) {
  const late = Date.now() + seconds * 1000
  for (;;) {
    const found = await done()
    if (found) return found
    assert.ok(Date.now() < late, `${what}: not within ${seconds} s`)
    await wait(250)
  }
}

/** Tells a story without a browser; gives the receipt. */
export async function tell(vecu, place, text, more = {}) {
  const fields = { sorte: 'story', etape: '2', text, speaker: 'patient', publish: 'yes', follow: 'reply', ...more }
  const number = Array.from({ length: 16 }, () => 'abcdefghijkmnpqrstuvwxyz'[Math.floor(Math.random() * 24)]).join('')
  const answer = await post(vecu, `/d/${place}/raconter?sorte=story`, { once: number, ...fields })
  const page = await answer.text()
  assert.equal(answer.status, 200, `a story is not taken: ${page.slice(0, 300)}`)
  return receiptIn(page)
}

/** The receipt on a page. */
export function receiptIn(page) {
  const block = /id="receipt-code"[^>]*>(.*?)<\/p>/s.exec(page)
  return block ? block[1].replace(/<[^>]+>/g, '').trim() : undefined
}

/** A place where anybody may answer: its address, and the address of the questionnaire. One is opened if there is none. */
export async function openDoor(vecu, place = 'medecine') {
  const link = async () => /href="(\/q\/[^"?]+)\?lieu=/.exec((await get(vecu, `/d/${place}`)).text)?.[1]
  const found = await link()
  if (found) return { place, questionnaire: found }
  await openCampaign(vecu, /12/, 'Ouverte à tous', 0)
  const questionnaire = await link()
  assert.ok(questionnaire, 'the front door shows no questionnaire although one is open to all')
  return { place, questionnaire }
}

/** A campaign open to all at one of the places, with the instrument whose name is like that; gives its address for people. */
export async function openCampaign(vecu, wanted, title, at = -1) {
  const cookie = await sessionOf(vecu, 'quality')
  const form = (await get(vecu, '/travail/campagnes/nouvelle', cookie)).text
  const instrument = [...form.matchAll(/<option value="([^"]+)"[^>]*>([^<]*)/g)].find(([, , name]) => wanted.test(name))
  const places = [...form.matchAll(/name="place" value="([^"]+)"/g)].map(([, id]) => id)
  const day = (name, date) => ({
    [`${name}-day`]: String(date.getDate()),
    [`${name}-month`]: String(date.getMonth() + 1),
    [`${name}-year`]: String(date.getFullYear()),
  })
  const fields = new URLSearchParams({
    title,
    instrument: instrument[1],
    purpose: 'Savoir ce que vivent les personnes.',
    designers: 'Des patients et des soignants.',
    moment: 'Le séjour.',
    outcome: 'Chaque service dit ce qui change.',
    way: 'open',
    place: places.at(at),
    ...day('from', new Date(Date.now() - 40 * 86_400_000)),
    ...day('to', new Date(Date.now() + 300 * 86_400_000)),
  })
  for (const channel of ['web', 'kiosk']) fields.append('channel', channel)
  for (const speaker of ['patient', 'relative', 'parent', 'proxy']) fields.append('speaker', speaker)
  const made = await post(vecu, '/travail/campagnes/nouvelle', [...fields], cookie)
  assert.equal(made.status, 303, 'a campaign open to all is not made')
  const opened = await post(vecu, `${made.headers.get('location').split('?')[0]}/ouvrir`, {}, cookie)
  assert.equal(opened.status, 303, 'a campaign open to all does not open')
  return `/q/${made.headers.get('location').split('?')[0].split('/').pop()}`
}

/** Begins a questionnaire as somebody would, as a patient of the first place. */
export async function begin(tab, url) {
  await tab.goto(url)
  const place = tab.locator('input[name=place][type=radio]')
  if (await place.count()) await place.first().check()
  const speaker = tab.locator('input[name=speaker][value=patient]')
  if (await speaker.count()) await speaker.check()
  await press(tab, 'main form button[type=submit]')
}

/** Waits for the scripts of a questionnaire, which come with the first touch. */
export async function ready(tab) {
  await tab.keyboard.press('Shift')
  await tab.locator('form[data-ready="1"]').waitFor({ state: 'attached' })
}
