import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from '../../engine/support/engine';
import { get } from './rows';
import type { RowStep } from './rules';
import type { Asked, Origins, ScriptedAnswer } from './scriptedService';

/** What a search says of how many there are: the truth, a number that is wrong, or nothing. */
export type Total = 'right' | 'missing' | number;

/** A job or media item as a search shows it. */
type Entry = Record<string, unknown>;

/** How a service's search shows things; a trigger that watches named things has none. */
interface SearchedThings {
	step: (found: Entry[], total?: Total) => RowStep;
	/** What the index shows before the second poll, and what it shows then. */
	before: Entry[];
	after: Entry[];
	/**
	 * What a late index goes on showing; without it, what it shows of that service at first. `null` where the events
	 * do not come from what it shows.
	 */
	unchanged?: Entry[] | null;
	/** What else an index that is behind can show after that. */
	stale: Entry[][];
	/** So many entries that are no news, and stand before all others, fill the first page. */
	fillers: Entry[];
}

/** A trigger that has taken stock, and the poll that then finds two events. */
export interface TriggerRow {
	name: string;
	service: 'Bright River' | 'Skyfish';
	run: (origins: Origins) => NodeRun;
	/** What comes before the search. */
	folders?: RowStep;
	search?: SearchedThings;
	/** What each poll asks of single things. */
	ofEach: { first: RowStep[]; second: RowStep[] };
	/** Both events as `eventOf` writes them, by the job or media item that they concern. */
	events: Record<number, string>;
}

/** An event in one line, without what differs from run to run. */
export function eventOf(json: IDataObject): string {
	const { jobId, previousStatus, status, mediaId, event, version = '' } = json;
	return mediaId === undefined
		? `job ${jobId}: ${previousStatus} to ${status}`
		: `${event} ${mediaId} ${version}`.trim();
}

/** What the first poll asks, which goes well. */
export function firstPoll({ folders, search, ofEach }: TriggerRow): RowStep[] {
	return [
		...(folders ? [folders] : []),
		...(search ? [search.step(search.before)] : []),
		...ofEach.first,
	];
}

/** What the second poll asks, which finds both events. */
export function secondPoll({ folders, search, ofEach }: TriggerRow): RowStep[] {
	// Each poll asks for the folders anew.
	const again = folders ? [{ ...folders }] : [];
	return [...again, ...(search ? [search.step(search.after)] : []), ...ofEach.second];
}

/** How many entries are on one page. */
const PAGE = { jobs: 1, media: 200, mediaIds: 500 };

function pageOf(entries: Entry[], number: number, size: number): Entry[] {
	return entries.slice(number * size, (number + 1) * size);
}

function totalOf(found: Entry[], total: Total): number | undefined {
	if (total === 'missing') return undefined;
	return total === 'right' ? found.length : total;
}

function searchJobs(found: Entry[], total: Total = 'right'): RowStep {
	// As many on one page as there are, unless it is about pages.
	const size = total === 'right' ? found.length : PAGE.jobs;
	const page = (number: number): ScriptedAnswer => ({
		body: { jobs: pageOf(found, number, size), totalJobs: totalOf(found, total) },
	});
	const furtherPage = ({ body }: Asked) => {
		const { page: number } = JSON.parse(body) as { page: number };
		return number > 0 ? page(number) : undefined;
	};
	const first = { method: 'POST', answer: page(0), furtherPage };
	return get('/search', undefined, first);
}

/** A search for some media items by their IDs. */
const byIds = String.raw`.*unique_media_id=\d`;

function searchMedia(found: Entry[], total: Total = 'right', size = PAGE.media): RowStep {
	const page = (number: number): ScriptedAnswer => ({
		body: {
			response: { hits: totalOf(found, total), media: pageOf(found, number, size) },
		},
	});
	const furtherPage = ({ path }: Asked) => {
		const offset = Number(/media_offset=(\d+)/.exec(path)?.[1]);
		return offset > 0 ? page(offset / size) : undefined;
	};
	const path = new RegExp(String.raw`^/search\?(?!${byIds})`);
	return get(path, undefined, { answer: page(0), furtherPage });
}

/** Of what is known, another search tells whether it was changed since the last look. */
const searchChanged = (found: Entry[], total: Total = 'right') => ({
	...searchMedia(found, total),
	more: 1,
});

const searchFolder = (found: Entry[], total: Total = 'right') =>
	searchMedia(found, total, PAGE.mediaIds);

const job = (id: number, status: string): Entry => ({
	id,
	guid: `guid-${id}`,
	name: `Shoes ${id}`,
	status,
	createdDate: '2026-01-01T00:00:00Z',
});
const media = (id: number): Entry => ({
	unique_media_id: id,
	title: 'Shoe',
	created: new Date().toISOString(),
});

const statusOf = (id: number, status: string) =>
	get(`/jobs/${id}/status`, { status }, { concerns: id, isMissed: true });
const detailsOf = (id: number, status: string) =>
	get(`/jobs/${id}`, { id, name: `Shoes ${id}`, status }, { concerns: id, isRead: false });
const versionOf = (id: number, version: number) =>
	get(`/media/${id}/version`, { version }, { due: 'number', concerns: id, isMissed: true });

const foldersOf = (id: number, folder: number) =>
	get(`/media/${id}/folders`, [{ group_id: folder, status: 'RELEASED' }], {
		due: 'list',
		concerns: id,
	});
const found = (...ids: number[]) =>
	get(new RegExp(String.raw`^/search\?${byIds}`), {
		response: { hits: ids.length, media: ids.map(media) },
	});

const DAY_MS = 24 * 60 * 60 * 1000;
const dateOf = (id: number) =>
	get(
		`/media/${id}/metadata/expiration_date`,
		{ expiration_date: new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10) },
		{ concerns: id, isRead: false },
	);

const brightRiverTrigger =
	(parameters: IDataObject) =>
	({ api }: Origins): NodeRun => ({
		type: 'brightRiverTrigger',
		parameters: { event: 'jobStatusChanged', ...parameters } as never,
		credentials: {
			brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: api },
		},
	});

const skyfishTrigger =
	(parameters: IDataObject) =>
	({ api }: Origins): NodeRun => ({
		type: 'skyfishTrigger',
		parameters: { folderIds: [5], ...parameters } as never,
		credentials: {
			skyfishApi: {
				username: 'u',
				password: 'p',
				apiKey: 'k',
				apiSecret: 's',
				baseUrl: api,
				token: 'token',
			},
		},
	});

/** Fill a page with what was there before. */
const oldMediaOn = (size: number) =>
	Array.from({ length: size }, (_, index) => media(1_000 + index));
const oldMedia = oldMediaOn(PAGE.media);

export const triggerRows: TriggerRow[] = [
	{
		name: 'Bright River Trigger, all jobs',
		service: 'Bright River',
		run: brightRiverTrigger({ watch: 'allJobs' }),
		search: {
			step: searchJobs,
			before: [job(1, 'CJ_NEW'), job(2, 'CJ_NEW')],
			// Of jobs that are over, the search is not asked.
			after: [job(1, 'CJ_WORK_DONE')],
			stale: [[job(1, 'CJ_NEW'), job(2, 'CJ_NEW')], [job(2, 'CJ_NEW')], []],
			fillers: [job(3, 'CJ_NEW')],
		},
		ofEach: {
			first: [],
			second: [
				statusOf(1, 'CJ_WORK_DONE'),
				statusOf(2, 'CJ_FINISHED'),
				detailsOf(1, 'CJ_WORK_DONE'),
				detailsOf(2, 'CJ_FINISHED'),
			],
		},
		events: { 1: 'job 1: CJ_NEW to CJ_WORK_DONE', 2: 'job 2: CJ_NEW to CJ_FINISHED' },
	},
	{
		name: 'Bright River Trigger, results',
		service: 'Bright River',
		run: brightRiverTrigger({ watch: 'allJobs', statusGroups: ['readyToDownload'] }),
		search: {
			step: searchJobs,
			before: [job(4, 'CJ_WORK_DONE')],
			after: [job(4, 'CJ_WORK_DONE'), job(1, 'CJ_WORK_DONE'), job(2, 'CJ_COMPLETED')],
			stale: [[job(4, 'CJ_WORK_DONE')], [job(4, 'CJ_WORK_DONE'), job(2, 'CJ_WORK_DONE')]],
			fillers: [job(3, 'CJ_WORK_DONE')],
		},
		ofEach: {
			first: [],
			second: [
				statusOf(1, 'CJ_WORK_DONE'),
				statusOf(2, 'CJ_COMPLETED'),
				detailsOf(1, 'CJ_WORK_DONE'),
				detailsOf(2, 'CJ_COMPLETED'),
			],
		},
		events: { 1: 'job 1: null to CJ_WORK_DONE', 2: 'job 2: null to CJ_COMPLETED' },
	},
	{
		name: 'Bright River Trigger, named jobs',
		service: 'Bright River',
		run: brightRiverTrigger({ watch: 'namedJobs', jobIds: '1, 2' }),
		ofEach: {
			first: [statusOf(1, 'CJ_NEW'), statusOf(2, 'CJ_NEW')],
			second: [
				statusOf(1, 'CJ_WORK_DONE'),
				statusOf(2, 'CJ_FINISHED'),
				detailsOf(1, 'CJ_WORK_DONE'),
				detailsOf(2, 'CJ_FINISHED'),
			],
		},
		events: { 1: 'job 1: CJ_NEW to CJ_WORK_DONE', 2: 'job 2: CJ_NEW to CJ_FINISHED' },
	},
	{
		name: 'Bright River Trigger, overdue jobs',
		service: 'Bright River',
		run: brightRiverTrigger({ event: 'jobOverdue', watch: 'allJobs', statusGroups: ['new'] }),
		search: {
			step: searchJobs,
			before: [job(1, 'CJ_NEW'), job(2, 'CJ_NEW')],
			after: [job(1, 'CJ_NEW'), job(2, 'CJ_NEW')],
			// They are overdue whatever the index says.
			unchanged: null,
			stale: [],
			fillers: [{ ...job(3, 'CJ_NEW'), createdDate: new Date().toISOString() }],
		},
		ofEach: {
			first: [],
			second: [
				statusOf(1, 'CJ_NEW'),
				statusOf(2, 'CJ_NEW'),
				detailsOf(1, 'CJ_NEW'),
				detailsOf(2, 'CJ_NEW'),
			],
		},
		events: { 1: 'job 1: undefined to CJ_NEW', 2: 'job 2: undefined to CJ_NEW' },
	},
	{
		name: 'Skyfish Trigger, media added',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaAdded', folderIds: [] }),
		folders: get('/folder', [{ id: 5, name: 'Shoes', parent: null }], { due: 'list' }),
		search: {
			step: searchMedia,
			before: [],
			after: [media(7), media(8)],
			stale: [[], [media(8)]],
			fillers: oldMedia,
		},
		ofEach: { first: [], second: [] },
		events: { 7: 'mediaAdded 7', 8: 'mediaAdded 8' },
	},
	{
		name: 'Skyfish Trigger, media updated',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaUpdated' }),
		search: {
			step: searchChanged,
			before: [media(7), media(8)],
			after: [media(7), media(8)],
			stale: [[], [media(8)]],
			fillers: oldMedia,
		},
		ofEach: {
			first: [
				get(/^\/media\/1\d{3}\/version$/, { version: 1 }, { due: 'number' }),
				versionOf(7, 1),
				versionOf(8, 1),
			],
			second: [versionOf(7, 2), versionOf(8, 2)],
		},
		events: { 7: 'mediaUpdated 7 2', 8: 'mediaUpdated 8 2' },
	},
	{
		name: 'Skyfish Trigger, media expiring',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaExpiring', withinDays: 30 }),
		search: {
			step: searchMedia,
			before: [],
			after: [media(7), media(8)],
			stale: [[], [media(8)]],
			fillers: oldMedia,
		},
		ofEach: { first: [], second: [dateOf(7), dateOf(8)] },
		events: { 7: 'mediaExpiring 7', 8: 'mediaExpiring 8' },
	},
	{
		name: 'Skyfish Trigger, media entered folder',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaEnteredFolder', includeSubfolders: false }),
		search: {
			step: searchFolder,
			before: [],
			after: [media(7), media(8)],
			stale: [[], [media(8)]],
			fillers: oldMediaOn(PAGE.mediaIds),
		},
		ofEach: { first: [], second: [foldersOf(7, 5), foldersOf(8, 5), found(7, 8)] },
		events: { 7: 'mediaEnteredFolder 7', 8: 'mediaEnteredFolder 8' },
	},
	{
		name: 'Skyfish Trigger, media left folder',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaLeftFolder', includeSubfolders: false }),
		search: {
			step: searchFolder,
			before: [media(7), media(8)],
			after: [],
			unchanged: [media(7), media(8)],
			stale: [[media(7), media(8)], [media(8)]],
			fillers: oldMediaOn(PAGE.mediaIds),
		},
		ofEach: { first: [], second: [foldersOf(7, 6), foldersOf(8, 6), found(7, 8)] },
		events: { 7: 'mediaLeftFolder 7', 8: 'mediaLeftFolder 8' },
	},
];
