/** The way of a job from status to status, and what each one leaves behind. */
import type { JobStatus } from './statuses.ts';

export interface Step {
	next: JobStatus;
	/** The client's call that takes this step; without it the step is taken by itself, after a while. */
	waitsFor?: 'requestoffer' | 'acceptoffer' | 'close';
}

/** From here to where. A status that is missing is an end, or lies beside the roads. */
export const road: Partial<Record<JobStatus, Step>> = {
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

/** The statuses a job leaves by itself. */
export const passingStatuses = Object.entries(road)
	.filter(([, step]) => step.waitsFor === undefined)
	.map(([status]) => status as JobStatus);

/** Every status ahead on the road, nearest first. */
export function roadAhead(from: JobStatus): JobStatus[] {
	const ahead: JobStatus[] = [];
	for (let step = road[from]; step && !ahead.includes(step.next); step = road[step.next]) {
		ahead.push(step.next);
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
