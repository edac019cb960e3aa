/** One job: what it is, where it can go, its photos before and after, and where it has been. */
import { html, keyed, show } from './html.ts';
import type { View } from './html.ts';
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
	// A list that changes would close under the hand of somebody who is choosing from it.
	if (!isChoosing(id)) movable = job;
	const parts = [head(job), moveForm(movable ?? job), photoSection(job), historySection(job)];
	show('content', keyed(id, parts));
}

/** The job as the form to push it last showed it. */
let movable: Job | undefined;

function showWords(words: string): void {
	show('content', html`<p class="empty">${words}</p>`);
}

async function find(id: number): Promise<Job | undefined> {
	try {
		return await read<Job>(`board/jobs/${id}`);
	} catch (error) {
		if (error instanceof Refusal) return undefined;
		throw error;
	}
}

function head(job: Job): View {
	const cost =
		job.price === null ? 'No offer yet' : job.isTest ? 'Free (test job)' : price(job.price);
	return html`
		<header class="job-head">
			<a class="back" href="#">All jobs</a>
			<h2 tabindex="-1" id="job-name">${job.name}</h2>
			<p>${statusChip(job.status)} ${meaningOf(job.status)}</p>
			${job.operatorRemarks && html`<p class="notice">${job.operatorRemarks}</p>`}
			${job.description && html`<p class="description">${job.description}</p>`}
			<dl class="facts">
				${fact('ID', String(job.id))} ${fact('Group', groupName(job.status))} ${fact('Offer', cost)}
				${fact('Created', dateTimeOf(job.createdDate))}
				${job.parentJobId !== null && fact('Redoes job', String(job.parentJobId))}
			</dl>
		</header>
	`;
}

function fact(name: string, value: string): View {
	return html`<div>
		<dt>${name}</dt>
		<dd>${value}</dd>
	</div>`;
}

function photoSection({ files, fileCount }: Job): View {
	const more = fileCount > files.length ? `, the first ${files.length} are shown` : '';
	return html`
		<section aria-labelledby="photos-title">
			<div class="title-row">
				<h3 id="photos-title">Photos</h3>
				<span class="soft" id="photo-count">${count(fileCount, 'file') + more}</span>
			</div>
			<ul class="photos" id="photos">
				${files.map(photoRow)}
			</ul>
		</section>
	`;
}

function historySection({ history }: Job): View {
	const steps = history.map(
		({ status, at }, place) => html`
			<li key=${place}>
				<time datetime=${new Date(at).toISOString()} title=${dateTimeOf(at)}>${timeOf(at)}</time>
				${statusChip(status)}
				<span class="soft meaning">${meaningOf(status)}</span>
			</li>
		`,
	);
	return html`
		<section aria-labelledby="history-title">
			<h3 id="history-title">Statuses so far, newest first</h3>
			<ol class="history">
				${steps.reverse()}
			</ol>
		</section>
	`;
}
