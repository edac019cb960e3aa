/** The list of jobs, newest first. */
import { field, html, show } from './html.ts';
import type { View } from './html.ts';
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
}

const shown = 60;

/** What is searched for: a part of a name, or an id. */
let sought = '';

/** @param openId the job that is open, if any */
export async function showJobList(openId: number | undefined): Promise<void> {
	const name = encodeURIComponent(sought.trim());
	const { jobs, found } = await read<{ jobs: JobLine[]; found: number }>(
		`board/jobs?newest=${shown}&name=${name}`,
	);
	const more = found > jobs.length ? `, the newest ${jobs.length} are shown` : '';
	const counted = found === 0 && sought === '' ? 'No jobs yet.' : `${count(found, 'job')}${more}`;
	show(
		'choice',
		html`
			<h2>Jobs</h2>
			${field(
				'Name or ID',
				html`<input id="job-filter" type="search" autocomplete="off" onInput=${seek} />`,
			)}
			<p class="hint" id="job-count">${counted}</p>
			<ul class="rows" id="jobs" aria-label="Jobs, newest first">
				${jobs.map((job) => jobRow(job, job.id === openId))}
			</ul>
		`,
	);
}

function seek({ currentTarget }: { currentTarget: HTMLInputElement }): void {
	sought = currentTarget.value;
	void refreshNow();
}

function jobRow({ id, name, status, fileCount, photo }: JobLine, isOpen: boolean): View {
	const picture = photo
		? html`<img src=${photo} alt="" loading="lazy" width="48" height="48" />`
		: html`<span class="no-photo" aria-hidden="true"></span>`;
	return html`
		<li key=${id}>
			<a class="job" href="#job-${id}" aria-current=${isOpen ? 'true' : undefined}>
				${picture}
				<span class="job-words">
					<span class="name">${name}</span>
					${statusChip(status)}
					<span class="soft">${id} · ${count(fileCount, 'photo')}</span>
				</span>
			</a>
		</li>
	`;
}
