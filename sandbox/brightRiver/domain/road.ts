/** The way of a job from status to status, and what each one leaves behind. */
import type { ValueOf } from '../../readings/points.ts';
import type { Readings } from '../../readings/readings.ts';
import type { JobStatus } from './statuses.ts';

export interface Step {
	next: JobStatus;
	/** The client's call that takes this step; without it the step is taken by itself, after a while. */
	waitsFor?: 'requestoffer' | 'acceptoffer' | 'close';
}

/** From here to where. A status that is missing is an end, or lies beside the roads. */
export type Road = Partial<Record<JobStatus, Step>>;

const usual: Road = {
	CJ_NEW: { next: 'CJ_REQUEST_OFFER', waitsFor: 'requestoffer' },
	CJ_FETCH_READY: { next: 'CJ_REQUEST_OFFER', waitsFor: 'requestoffer' },
	CJ_REQUEST_OFFER: { next: 'CJ_REQUEST_OFFER_PRE' },
	CJ_REQUEST_OFFER_PRE: { next: 'CJ_REQUEST_OFFER_SYN' },
	CJ_REQUEST_OFFER_SYN: { next: 'CJ_REQUEST_OFFER_VAL' },
	CJ_REQUEST_OFFER_VAL: { next: 'CJ_REVIEWING' },
	CJ_REVIEWING: { next: 'CJ_REVIEWED' },
	CJ_REVIEWED: { next: 'CJ_REVIEWED2' },
	CJ_REVIEWED2: { next: 'CJ_NEED_ACCEPTANCE' },
	CJ_NEED_ACCEPTANCE: { next: 'CJ_WAIT_ACCEPTANCE' },
	CJ_WAIT_ACCEPTANCE: { next: 'CJ_ACCEPT', waitsFor: 'acceptoffer' },
	CJ_WAIT_ACCEPTANCE2: { next: 'CJ_ACCEPT', waitsFor: 'acceptoffer' },
	CJ_AUTO_ACCEPT: { next: 'CJ_ACCEPT' },
	CJ_ACCEPT: { next: 'CJ_WORK_PROGRESS' },
	CJ_WORK_PROGRESS: { next: 'CJ_ZIP_INIT' },
	CJ_ZIP_INIT: { next: 'CJ_ZIP_READY' },
	CJ_ZIP_READY: { next: 'CJ_WORK_DONE' },
	CJ_WORK_DONE: { next: 'CJ_NOTIFY_WORK_DONE' },
	CJ_NOTIFY_WORK_DONE: { next: 'CJ_NOTIFIED_WORK_DN' },
	CJ_NOTIFIED_WORK_DN: { next: 'CJ_CLIENT_REVIEWED', waitsFor: 'close' },
	CJ_WORK_DONE_REMIND: { next: 'CJ_CLIENT_REVIEWED', waitsFor: 'close' },
	CJ_PART_REVIEWED: { next: 'CJ_CLIENT_REVIEWED', waitsFor: 'close' },

	CJ_INIT_REJECT: { next: 'CJ_REJECT_INIT' },
	CJ_REJECT_INIT: { next: 'CJ_REJECT_READY' },
	CJ_REJECT_READY: { next: 'CJ_REJECT_READY2' },
	CJ_REJECT_READY2: { next: 'CJ_REJECT_NOTIFY' },
	CJ_REJECT_NOTIFY: { next: 'CJ_ACCEPT' },

	CJ_USER_CANCELED: { next: 'CJ_TRASH_CANCELLED' },
};

/** What is otherwise in the other orders. */
const orders: Record<ValueOf<'status-order'>, Road> = {
	'zip-first': {},
	'zip-after-done': {
		CJ_WORK_PROGRESS: { next: 'CJ_WORK_DONE' },
		CJ_WORK_DONE: { next: 'CJ_ZIP_INIT' },
		CJ_ZIP_READY: { next: 'CJ_NOTIFY_WORK_DONE' },
	},
	'zip-last': {
		CJ_WORK_PROGRESS: { next: 'CJ_WORK_DONE' },
		CJ_CLIENT_REVIEWED: { next: 'CJ_ZIP_INIT' },
		CJ_ZIP_READY: { next: 'CJ_COMPLETED' },
		CJ_COMPLETED: { next: 'CJ_COMPLETED2' },
		CJ_COMPLETED2: { next: 'CJ_FINISHED' },
	},
};

const ends: Record<ValueOf<'after-finished'>, Road> = {
	nothing: {},
	archived: { CJ_FINISHED: { next: 'CJ_ARCHIVED' } },
	deleted: { CJ_FINISHED: { next: 'CJ_ARCHIVED' }, CJ_ARCHIVED: { next: 'CJ_DELETE' } },
};

/** The road of all jobs, as the points of its order are read. */
export function roadOf(readings: Readings): Road {
	return {
		...usual,
		...orders[readings.get('status-order')],
		...ends[readings.get('after-finished')],
	};
}

/**
 * The step that a job takes next; none at an end.
 *
 * @param before the status before this one: TIMECAROUSEL is a pause on the way from it to the next
 */
export function stepFrom(road: Road, status: JobStatus, before?: JobStatus): Step | undefined {
	return status === 'TIMECAROUSEL' ? before && road[before] : road[status];
}

/** Where a step leads at first: what passes by itself can pause in between. */
export function firstStop(readings: Readings, status: JobStatus, step: Step): JobStatus {
	const pauses = readings.is('time-carousel', 'between') && step.waitsFor === undefined;
	return pauses && status !== 'TIMECAROUSEL' ? 'TIMECAROUSEL' : step.next;
}

/** The statuses a job leaves by itself. */
export function passingStatuses(readings: Readings): JobStatus[] {
	const passing = Object.entries(roadOf(readings))
		.filter(([, step]) => step.waitsFor === undefined)
		.map(([status]) => status as JobStatus);
	return readings.is('time-carousel', 'between') ? [...passing, 'TIMECAROUSEL'] : passing;
}

/** Every status ahead on a road, nearest first, without the pauses. */
export function roadAhead(road: Road, from: JobStatus, before?: JobStatus): JobStatus[] {
	const ahead: JobStatus[] = [];
	let step = stepFrom(road, from, before);
	while (step && !ahead.includes(step.next)) {
		ahead.push(step.next);
		step = road[step.next];
	}
	return ahead;
}

export type DateField =
	| 'sentDate'
	| 'acceptedDate'
	| 'orderedDate'
	| 'paidDate'
	| 'deliveredDate'
	| 'reviewedDate'
	| 'productionDate'
	| 'cancelledDate';

/** The dates of a job that reaching a status sets. */
export const datesSetBy: Partial<Record<JobStatus, DateField[]>> = {
	CJ_REQUEST_OFFER: ['sentDate'],
	CJ_REVIEWED: ['reviewedDate'],
	CJ_ACCEPT: ['acceptedDate', 'orderedDate'],
	CJ_WORK_PROGRESS: ['productionDate'],
	CJ_WORK_DONE: ['deliveredDate'],
	CJ_USER_CANCELED: ['cancelledDate'],
	CJ_JOB_PAID: ['paidDate'],
	CJ_PAID_VIA_BUCKAROO: ['paidDate'],
	CJ_TD_PAY_PAID: ['paidDate'],
};
