/** One job: what it is, where it can go, its photos before and after, and where it has been. */
import { byId, element, keepChildren } from './dom.ts';
import { isChoosing, moveForm } from './jobMoves.ts';
import type { Job } from './jobTypes.ts';
import { photoRow } from './photos.ts';
import { read, Refusal } from './server.ts';
import { groupName, meaningOf, statusChip } from './statuses.ts';
import { count, dateTimeOf, price, timeOf } from './words.ts';

/** Shows a job, or without one what to do. */
export async function showJob(id: number | undefined): Promise<void> {
	if (id === undefined) return showWords('Choose a job to see its photos.');
	const job = await find(id);
	if (!job) return showWords(`There is no job ${id}.`);
	// The parts change one by one, so that a choice half made survives a new photo.
	const { status, ahead, files, history, waitsFor } = job;
	if (!isChoosing(id)) lastMove = { id, status, ahead, waitsFor };
	const parts: [string, unknown, () => HTMLElement][] = [
		['head', { ...job, history: [], files: [], ahead: [] }, () => head(job)],
		['move', lastMove, () => moveForm(job)],
		['photos', { id }, () => photoSection()],
		['history', { id, history }, () => historySection(job)],
	];
	keepChildren(
		byId('content'),
		parts.map(([name, content]) => ({ name, content })),
		({ name }) => name,
		({ name }) => parts.find(([part]) => part === name)![2](),
	);
	keepChildren(byId('photos'), files, (file) => file.id, photoRow);
	const more = job.fileCount > files.length ? `, the first ${files.length} are shown` : '';
	byId('photo-count').textContent = count(job.fileCount, 'file') + more;
}

let lastMove: object = {};

function showWords(words: string): void {
	keepChildren(
		byId('content'),
		[words],
		() => 'words',
		() => element('p', { class: 'empty' }, words),
	);
}

async function find(id: number): Promise<Job | undefined> {
	try {
		return await read<Job>(`board/jobs/${id}`);
	} catch (error) {
		if (error instanceof Refusal) return undefined;
		throw error;
	}
}

function head(job: Job): HTMLElement {
	const cost =
		job.price === null ? 'No offer yet' : job.isTest ? 'Free (test job)' : price(job.price);
	return element(
		'header',
		{ class: 'job-head' },
		element('a', { class: 'back', href: '#' }, 'All jobs'),
		element('h2', { tabindex: -1, id: 'job-name', 'data-focus': 'job-name' }, job.name),
		element('p', {}, statusChip(job.status), ` ${meaningOf(job.status)}`),
		job.operatorRemarks && element('p', { class: 'notice' }, job.operatorRemarks),
		job.description && element('p', { class: 'description' }, job.description),
		element(
			'dl',
			{ class: 'facts' },
			...fact('ID', String(job.id)),
			...fact('Group', groupName(job.status)),
			...fact('Offer', cost),
			...fact('Created', dateTimeOf(job.createdDate)),
			...(job.parentJobId === null ? [] : fact('Redoes job', String(job.parentJobId))),
		),
	);
}

function fact(name: string, value: string): HTMLElement[] {
	return [element('div', {}, element('dt', {}, name), element('dd', {}, value))];
}

function photoSection(): HTMLElement {
	return element(
		'section',
		{ 'aria-labelledby': 'photos-title' },
		element(
			'div',
			{ class: 'title-row' },
			element('h3', { id: 'photos-title' }, 'Photos'),
			element('span', { class: 'soft', id: 'photo-count' }),
		),
		element('ul', { class: 'photos', id: 'photos' }),
	);
}

function historySection({ history }: Job): HTMLElement {
	const steps = [...history]
		.reverse()
		.map(({ status, at }) =>
			element(
				'li',
				{},
				element(
					'time',
					{ datetime: new Date(at).toISOString(), title: dateTimeOf(at) },
					timeOf(at),
				),
				statusChip(status),
				element('span', { class: 'soft meaning' }, meaningOf(status)),
			),
		);
	return element(
		'section',
		{ 'aria-labelledby': 'history-title' },
		element('h3', { id: 'history-title' }, 'Statuses so far, newest first'),
		element('ol', { class: 'history' }, ...steps),
	);
}
