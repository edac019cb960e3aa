/** Keeps the page at what the sandbox is, and says when it does not answer. */
import { byId, html, show } from './html.ts';
import { Refusal } from './server.ts';

const everyMs = 1000;
const toastMs = 6000;

let refresh: () => Promise<void> = async () => undefined;
let next: number | undefined;
let underWay = Promise.resolve();

/** Shows the sandbox's state again and again, as long as somebody looks. */
export function keepFresh(showAll: () => Promise<void>): void {
	refresh = showAll;
	document.addEventListener('visibilitychange', () => void refreshNow());
	void refreshNow();
}

/** Resolves when the page shows the state as it is after this call. */
export async function refreshNow(): Promise<void> {
	underWay = underWay.then(refreshOnce);
	await underWay;
}

/** Does what a person asked for, shows what came of it, and says so; `work` gives the words. */
export async function act(work: () => Promise<string>): Promise<void> {
	try {
		say(await work());
	} catch (error) {
		say(error instanceof Refusal ? error.message : 'The sandbox does not answer.', true);
	}
	await refreshNow();
}

async function refreshOnce(): Promise<void> {
	try {
		await refresh();
		showLive(true);
	} catch (error) {
		if (error instanceof Refusal) say(error.message, true);
		else showLive(false);
	}
	window.clearTimeout(next);
	if (!document.hidden) next = window.setTimeout(() => void refreshNow(), everyMs);
}

/** Only a change is put in, since screen readers read it out. */
function showLive(isLive: boolean): void {
	const live = byId('live');
	const state = isLive ? 'live' : 'away';
	if (live.dataset.state === state) return;
	live.dataset.state = state;
	live.textContent = isLive ? 'Live' : 'The sandbox does not answer';
}

let toastEnd: number | undefined;
let said = 0;

/** Tells something in passing. */
function say(text: string, isError = false): void {
	window.clearTimeout(toastEnd);
	// A new element even for the same words, since screen readers read out what is new.
	said++;
	show('toast', html`<span key=${said} class=${isError ? 'error' : 'done'}>${text}</span>`);
	toastEnd = window.setTimeout(() => show('toast', null), toastMs);
}
