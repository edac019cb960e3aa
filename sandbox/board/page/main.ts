/** The board of the service that served it. */
import { makeClearButton, showCalls } from './calls.ts';
import { byId, element } from './dom.ts';
import { makeFaultForm, showFaults } from './faults.ts';
import { makeFolderList, showFolders } from './folders.ts';
import { showJob } from './jobDetail.ts';
import { makeJobList, showJobList } from './jobList.ts';
import { keepFresh, refreshNow } from './live.ts';
import { showMedia } from './media.ts';
import { read } from './server.ts';

interface Board {
	service: string;
	url: string;
	isHere: boolean;
}

/** A service's own part of the page. */
interface View {
	make(): void;
	/** @param place what the address names after the #, e.g. `job-7` */
	show(place: string): Promise<void>;
}

const views: Record<string, View> = {
	'Bright River': {
		make: makeJobList,
		async show(place) {
			const id = idIn(place, 'job');
			await Promise.all([showJobList(id), showJob(id)]);
		},
	},
	Skyfish: {
		make: makeFolderList,
		async show(place) {
			const open = place === 'folder-unfiled' ? 'unfiled' : idIn(place, 'folder');
			await showMedia(open, await showFolders(open));
		},
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
	byId('boards').replaceChildren(
		...boards.map(({ service, url, isHere }) =>
			element('a', { href: isHere ? '#' : url, 'aria-current': isHere && 'page' }, service),
		),
	);
}

let view: View | undefined;

/** Once the sandbox has said which service this is, the page is filled in. */
async function begin(): Promise<View> {
	const boards = await read<Board[]>('board/boards');
	const here = boards.find(({ isHere }) => isHere)?.service ?? 'Bright River';
	showBoards(boards);
	document.title = `${here} · Sandbox board`;
	views[here].make();
	return views[here];
}

makeFaultForm();
makeClearButton();
window.addEventListener('hashchange', () => {
	void refreshNow().then(() => byId('content').querySelector<HTMLElement>('h2')?.focus());
});
keepFresh(async () => {
	view ??= await begin();
	await Promise.all([view.show(place()), showFaults(), showCalls()]);
});
