/** The list of jobs, newest first. */
import { byId, element, keepChildren } from './dom.ts';
import { field } from './fields.ts';
import { refreshNow } from './live.ts';
import { read } from './server.ts';
import { statusChip } from './statuses.ts';
import { count } from './words.ts';

interface JobLine {
	id: number;
	name: string;
	status: string;
	fileCount: number;
	photo?: string;
	isOpen: boolean;
}

const shown = 60;

export function makeJobList(): void {
	const filter = element('input', { id: 'job-filter', type: 'search', autocomplete: 'off' });
	filter.addEventListener('input', () => void refreshNow());
	byId('choice').append(
		element('h2', {}, 'Jobs'),
		field('Name or ID', filter),
		element('p', { class: 'hint', id: 'job-count' }),
		element('ul', { class: 'rows', id: 'jobs', 'aria-label': 'Jobs, newest first' }),
	);
}

/** @param openId the job that is open, if any */
export async function showJobList(openId: number | undefined): Promise<void> {
	const { value } = byId<HTMLInputElement>('job-filter');
	const name = encodeURIComponent(value.trim());
	const { jobs, found } = await read<{ jobs: JobLine[]; found: number }>(
		`board/jobs?newest=${shown}&name=${name}`,
	);
	const lines = jobs.map((job) => ({ ...job, isOpen: job.id === openId }));
	keepChildren(byId('jobs'), lines, ({ id }) => id, jobRow);
	const more = found > jobs.length ? `, the newest ${jobs.length} are shown` : '';
	const text = found === 0 && value === '' ? 'No jobs yet.' : `${count(found, 'job')}${more}`;
	const counted = byId('job-count');
	if (counted.textContent !== text) counted.textContent = text;
}

function jobRow(job: JobLine): HTMLElement {
	const photo = job.photo
		? element('img', { src: job.photo, alt: '', loading: 'lazy', width: 48, height: 48 })
		: element('span', { class: 'no-photo', 'aria-hidden': 'true' });
	return element(
		'li',
		{},
		element(
			'a',
			{
				class: 'job',
				href: `#job-${job.id}`,
				'aria-current': job.isOpen ? 'true' : undefined,
				'data-focus': `job-${job.id}`,
			},
			photo,
			element(
				'span',
				{ class: 'job-words' },
				element('span', { class: 'name' }, job.name),
				statusChip(job.status),
				element('span', { class: 'soft' }, `${job.id} · ${count(job.fileCount, 'photo')}`),
			),
		),
	);
}
