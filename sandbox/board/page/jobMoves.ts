/** Where a job can be pushed: along its road with the work done, or anywhere without. */
import { button, element } from './dom.ts';
import { field, option, optionGroup, select } from './fields.ts';
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

/** Whether somebody is choosing a status right now: a list that changes would close under the hand. */
export function isChoosing(jobId: number): boolean {
	const { activeElement } = document;
	return activeElement?.id === 'job-target' && jobOf(activeElement) === String(jobId);
}

function jobOf(target: Element): string | undefined {
	return target instanceof HTMLElement ? target.dataset.job : undefined;
}

export function moveForm(job: Movable): HTMLElement {
	const road = job.ahead.map((status) => option(`road ${status}`, labelOf(status)));
	const anywhere = statusesByGroup().map(({ name, statuses }) =>
		optionGroup(
			`Straight to: ${name}`,
			statuses.map((status) =>
				option(`put ${status}`, labelOf(status), { disabled: status === job.status }),
			),
		),
	);
	const target = select('job-target', [
		...(road.length > 0 ? [optionGroup('Along its road, with the editing', road)] : []),
		...anywhere,
	]);
	target.dataset.focus = 'job-target';
	target.dataset.job = String(job.id);
	const earlier = document.querySelector<HTMLSelectElement>('#job-target');
	const chosen = earlier && jobOf(earlier) === target.dataset.job ? earlier.value : '';
	const same = [...target.options].find(({ value, disabled }) => value === chosen && !disabled);
	if (same) target.value = same.value;
	const form = element(
		'form',
		{ class: 'move', 'aria-label': 'Push the job' },
		nextButton(job),
		field('Or push it to', target),
		element('button', { 'data-focus': 'job-push' }, 'Push'),
	);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const [way, status] = target.value.split(' ');
		void act(async () => await move(job.id, way, status));
	});
	return element('section', { class: 'moves' }, form, waiting(job));
}

function nextButton({ id, ahead }: Movable): HTMLElement {
	const next = ahead.at(0);
	const attributes = { class: 'primary', 'data-focus': 'job-next', disabled: next === undefined };
	return button('Next status', { ...attributes, title: next && labelOf(next) }, () =>
		act(async () => {
			const { status } = await post<{ status: string }>(`jobs/${id}/advance`);
			return `Job ${id} is in ${status} now.`;
		}),
	);
}

function waiting({ ahead, waitsFor }: Movable): HTMLElement {
	const words =
		ahead.length === 0
			? 'The road ends here: the job moves no further by itself.'
			: waitsFor === null
				? `Bright River takes the next step, to ${ahead[0]}.`
				: `Waits for the client's call ${calls[waitsFor] ?? waitsFor}, which leads to ${ahead[0]}.`;
	return element('p', { class: 'hint' }, words);
}

async function move(id: number, way: string, status: string): Promise<string> {
	if (way === 'road') await post(`jobs/${id}/advance`, { to: status });
	else await post(`jobs/${id}/status`, { status });
	return `Job ${id} was pushed to ${status}.`;
}

function labelOf(status: string): string {
	return `${status} – ${meaningOf(status)}`;
}
