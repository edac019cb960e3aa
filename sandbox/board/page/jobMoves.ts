/** Where a job can be pushed: along its road with the work done, or anywhere without. */
import { byId, field, html } from './html.ts';
import type { View } from './html.ts';
import type { Job } from './jobTypes.ts';
import { act } from './live.ts';
import { post } from './server.ts';
import { meaningOf, statusesByGroup } from './statuses.ts';

type Movable = Pick<Job, 'id' | 'status' | 'ahead' | 'waitsFor'>;

/** The client's calls, as the nodes name them. */
const calls: Record<string, string> = {
	requestoffer: 'Request Offer',
	acceptoffer: 'Accept Offer',
	close: 'Close',
};

/** Whether somebody is choosing a status for this job right now. */
export function isChoosing(jobId: number): boolean {
	const { activeElement } = document;
	return (
		activeElement instanceof HTMLElement &&
		activeElement.id === 'job-target' &&
		activeElement.dataset.job === String(jobId)
	);
}

export function moveForm(job: Movable): View {
	const road = job.ahead.map((status) => option(`road ${status}`, status));
	const anywhere = statusesByGroup().map(
		({ name, statuses }) => html`
			<optgroup label=${`Straight to: ${name}`}>
				${statuses.map((status) => option(`put ${status}`, status, status === job.status))}
			</optgroup>
		`,
	);
	const alongTheRoad = html`
		<optgroup label="Along its road, with the editing">${road}</optgroup>
	`;
	const target = html`
		<select id="job-target" data-job=${job.id}>
			${road.length > 0 && alongTheRoad} ${anywhere}
		</select>
	`;
	return html`
		<section class="moves">
			<form class="move" aria-label="Push the job" onSubmit=${push(job.id)}>
				${nextButton(job)} ${field('Or push it to', target)}
				<button>Push</button>
			</form>
			${waiting(job)}
		</section>
	`;
}

function option(value: string, status: string, isDisabled = false): View {
	// One that gets disabled is made from scratch, and so is no longer what was chosen.
	const key = `${value} ${isDisabled}`;
	return html`<option key=${key} value=${value} disabled=${isDisabled}>${labelOf(status)}</option>`;
}

function push(id: number): (event: Event) => void {
	return (event) => {
		event.preventDefault();
		const [way, status] = byId<HTMLSelectElement>('job-target').value.split(' ');
		void act(async () => await move(id, way, status));
	};
}

function nextButton({ id, ahead }: Movable): View {
	const next = ahead.at(0);
	const advance = () =>
		act(async () => {
			const { status } = await post<{ status: string }>(`jobs/${id}/advance`);
			return `Job ${id} is in ${status} now.`;
		});
	return html`
		<button
			type="button"
			class="primary"
			disabled=${next === undefined}
			title=${next && labelOf(next)}
			onClick=${advance}
		>
			Next status
		</button>
	`;
}

function waiting({ ahead, waitsFor }: Movable): View {
	const words =
		ahead.length === 0
			? 'The road ends here: the job moves no further by itself.'
			: waitsFor === null
				? `Bright River takes the next step, to ${ahead[0]}.`
				: `Waits for the client's call ${calls[waitsFor] ?? waitsFor}, which leads to ${ahead[0]}.`;
	return html`<p class="hint">${words}</p>`;
}

async function move(id: number, way: string, status: string): Promise<string> {
	if (way === 'road') await post(`jobs/${id}/advance`, { to: status });
	else await post(`jobs/${id}/status`, { status });
	return `Job ${id} was pushed to ${status}.`;
}

function labelOf(status: string): string {
	return `${status} – ${meaningOf(status)}`;
}
