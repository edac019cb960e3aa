/** The board of the service that served it. */
import { listenToClear, showCalls } from './calls.ts';
import { makeFaultForm, showFaults } from './faults.ts';
import { showFolders } from './folders.ts';
import { byId, html, show } from './html.ts';
import { showJob } from './jobDetail.ts';
import { showJobList } from './jobList.ts';
import { keepFresh, refreshNow } from './live.ts';
import { showMedia } from './media.ts';
import { showReadings } from './readings.ts';
import { read } from './server.ts';

interface Board {
	service: string;
	url: string;
	isHere: boolean;
}

/** Shows a service's own part of the page; `place` is what the address names after the #, e.g. `job-7`. */
type ShowService = (place: string) => Promise<void>;

const services: Record<string, ShowService> = {
	async 'Bright River'(place) {
		const id = idIn(place, 'job');
		await Promise.all([showJobList(id), showJob(id)]);
	},
	async Skyfish(place) {
		const open = place === 'folder-unfiled' ? 'unfiled' : idIn(place, 'folder');
		await showMedia(open, await showFolders(open));
	},
};

function idIn(place: string, kind: string): number | undefined {
	const match = /^([a-z]+)-(\d+)$/.exec(place);
	return match?.[1] === kind ? Number(match[2]) : undefined;
}

/** On a phone there is room for the list or for what is open, not both. */
function place(): string {
	const named = location.hash.slice(1);
	// The link that skips to the content goes nowhere else.
	if (named !== 'content') lastPlace = named;
	document.body.dataset.open = String(/^(job|folder)-/.test(lastPlace));
	return lastPlace;
}

let lastPlace = '';

function showBoards(boards: Board[]): void {
	const link = ({ service, url, isHere }: Board) => html`
		<a href=${isHere ? '#' : url} aria-current=${isHere ? 'page' : undefined}>${service}</a>
	`;
	show('boards', boards.map(link));
}

let showService: ShowService | undefined;

/** Once the sandbox has said which service this is, the page is filled in. */
async function begin(): Promise<ShowService> {
	const boards = await read<Board[]>('board/boards');
	const here = boards.find(({ isHere }) => isHere)?.service ?? 'Bright River';
	showBoards(boards);
	document.title = `${here} · Sandbox board`;
	return services[here];
}

makeFaultForm();
listenToClear();
window.addEventListener('hashchange', () => {
	void refreshNow().then(() => byId('content').querySelector<HTMLElement>('h2')?.focus());
});
keepFresh(async () => {
	showService ??= await begin();
	await Promise.all([showService(place()), showFaults(), showReadings(), showCalls()]);
});
