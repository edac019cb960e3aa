import type { INodePropertyOptions } from 'n8n-workflow';

/** What an operator has to do with a job, told by its status. The order is that of a job's life. */
export const statusGroups = {
	new: 'New',
	offerRequested: 'Offer Requested',
	needsAcceptance: 'Needs Your Acceptance',
	payment: 'Payment',
	inProduction: 'In Production',
	readyToDownload: 'Ready to Download',
	delivering: 'Being Delivered to Your Storage',
	rejected: 'Rejected by You, Being Redone',
	finished: 'Finished',
	cancelled: 'Cancelled',
	archived: 'Archived or Deleted',
	failed: 'Failed',
	delayed: 'Delayed',
} as const;

export type StatusGroup = keyof typeof statusGroups;

export interface JobStatus {
	/** The vendor's meaning of it. */
	meaning: string;
	group: StatusGroup;
}

/**
 * All 59 statuses of the vendor's document (`GET /jobs/{id}`) with their meaning, by group. A status stands where it
 * says what the client has to do or to wait for; why it stands there is said where the meaning alone does not.
 */
const meanings: Readonly<Record<StatusGroup, Record<string, string>>> = {
	// Photos can be added, and nobody works on them yet.
	new: {
		CJ_NEW: 'Newly created job',
		CJ_FETCH_READY: 'Fetch finished, no auto request offer',
	},
	// Bright River is to answer with an offer.
	offerRequested: {
		CJ_REQUEST_OFFER: 'Job offer has been requested, scan missing files',
		CJ_REQUEST_OFFER_PRE:
			'Job offer has been requested, prepare for Mister Clipping production location',
		CJ_REQUEST_OFFER_SYN: 'Job offer has been requested, sync files',
		CJ_REQUEST_OFFER_VAL: 'Validate amount of images for job',
		// It is the offer that is reviewed here, not the results.
		CJ_REVIEWING: 'Offer reviewed by Mister Clipping production location',
		CJ_REVIEWED: 'Job has been reviewed by Mister Clipping: sync file info',
		CJ_REVIEWED2: 'Job has been reviewed by Mister Clipping: Calculate price, Check autoaccept',
		// No client has to accept it: not yet in production, never waiting for acceptance.
		CJ_AUTO_ACCEPT: 'Autoaccept - account set to auto accept job offer',
	},
	// Nothing goes on until the client accepts.
	needsAcceptance: {
		CJ_NEED_ACCEPTANCE: 'Job needs to be accepted by client user',
		CJ_WAIT_ACCEPTANCE: 'Job waits to be accepted by client user',
		CJ_WAIT_ACCEPTANCE2: 'Job waits to be accepted by client user, reminder sent',
	},
	// On its way through a payment that can still succeed, or did.
	payment: {
		CJ_PAY_INITIATED: 'Tripledeal payment has been initiated, url received',
		CJ_TD_PAY_NEW: 'New payment via Buckaroo',
		CJ_TD_PAY_PENDING: 'Job waiting for payment via Buckaroo',
		CJ_TD_PAY_PAYING: 'Payment via Buckaroo in progress',
		CJ_TD_PAY_UPDATE: 'Payment update',
		CJ_TD_PAY_PAID: 'Paid via Buckaroo',
		CJ_PAID_VIA_BUCKAROO: 'Set when online payment via Buckaroo succeeds',
		CJ_JOB_PAID: 'Job has been paid online',
	},
	// Editors have it. The ZIP is made of what they did; where it comes after the job is done, `goesOn` keeps its place.
	inProduction: {
		CJ_ACCEPT: 'Job accepted, ready for editing by the Mister Clipping production location',
		CJ_WORK_PROGRESS: 'Job in progress, images are being edited',
		CJ_ZIP_INIT: 'Creating ZIP file on Mister Clipping storage has been initiated',
		CJ_ZIP_READY: 'ZIP file ready',
	},
	// The results are there.
	readyToDownload: {
		CJ_WORK_DONE: 'Job ready, images can be downloaded by client',
		CJ_NOTIFY_WORK_DONE: 'Notify client that job is done',
		CJ_NOTIFIED_WORK_DN: 'Client notified that job is done',
		CJ_WORK_DONE_REMIND: 'Reminder sent to client that job is done',
		// The client may reject, and has not.
		CJ_REJECT_DELAY: 'Delay for client to reject done job',
		// The review is over, the job is not: the results stay, and CJ_COMPLETED can follow.
		CJ_CLIENT_REVIEWED: 'Client reviewed or is out of time',
		CJ_COMPLETED: 'Job completed, ready for downloading on storage',
		CJ_COMPLETED2: 'Job completed, download reminder sent',
		CJ_COMPLETED3: 'Job completed, last download reminder sent',
	},
	// Bright River sends the results by itself, the client waits.
	delivering: {
		CJ_INIT_PUSH: 'Initiating push job to client storage server',
		CJ_PUSH_INIT: 'Push job initiated to client storage',
	},
	// The client rejected results: they are on their way back to the editors, whose work is `inProduction` again.
	rejected: {
		CJ_PART_REVIEWED: 'Part of job image files get rejected',
		CJ_INIT_REJECT: 'Initiate rejected job on Mister Clipping storage',
		CJ_REJECT_INIT: 'Rejected job on Mister Clipping storage initiated',
		CJ_REJECT_READY: 'Rejected job on Mister Clipping storage created: scan missing files',
		CJ_REJECT_READY2: 'Rejected job on Mister Clipping storage created',
		CJ_REJECT_NOTIFY: 'Notify production location when rejected job is created',
	},
	// Nothing is left to do for anybody.
	finished: {
		CJ_FINISHED: 'Job finished',
	},
	// The client gave it up.
	cancelled: {
		CJ_USER_CANCELED: 'Job cancelled by client user, trash cancelled will be initiated',
		CJ_TRASH_CANCELLED: 'Trash cancelled job, remove from job overview, delete image files',
	},
	// The results are gone.
	archived: {
		CJ_ARCHIVED: 'Job is archived, zip and image files are deleted from Mister Clipping storage',
		CJ_DELETE: 'Delete job, zip and image files are deleted from Mister Clipping storage',
	},
	// It does not go on by itself.
	failed: {
		CJ_ERROR: 'Generic job error status',
		CJ_FETCH_ERROR: 'Fetch finished with error',
		CJ_INIT_PUSH_ERR: 'Failed to initiate push job at Mister Clipping storage',
		CJ_PUSH_ERROR: 'Push of job or image files to client storage failed',
		CJ_REJECT_ERROR: 'Rejected job on Mister Clipping storage failed to create',
		// The client has to pay again, or cancel the job, as after the next three.
		CJ_TD_PAY_CANCELED: 'Payment via Buckaroo cancelled',
		CJ_TD_PAY_CHARGEBACK: 'Payment charge back',
		CJ_TD_PAY_ERROR: 'Payment error',
		CJ_TD_PAY_TIMEOUT: 'Timeout during payment via Buckaroo',
		CJ_ZIP_ERROR: 'Error creating ZIP file on Mister Clipping storage',
		ERROR: 'General error',
	},
	// No station of a job, but a pause between two: see `goesOn`.
	delayed: {
		TIMECAROUSEL: 'Delayed status transition, status update is expected',
	},
};

/** The same by status. */
export const jobStatuses: Readonly<Record<string, JobStatus>> = Object.fromEntries(
	Object.entries(meanings).flatMap(([group, statuses]) =>
		Object.entries(statuses).map(([status, meaning]): [string, JobStatus] => [
			status,
			{ meaning, group: group as StatusGroup },
		]),
	),
);

/** The group of a status; `undefined` for one that the vendor's document does not know. */
export function groupOf(status: string): StatusGroup | undefined {
	return Object.hasOwn(jobStatuses, status) ? jobStatuses[status].group : undefined;
}

/** A job in one of these does not go on by itself, and has nothing to wait for. */
export const deadEnds: readonly StatusGroup[] = ['archived', 'cancelled', 'failed'];

/** After these a job is over. Only what is archived or deleted of it can still follow. */
export const overStatuses: ReadonlySet<string> = new Set([
	'CJ_FINISHED',
	'CJ_ARCHIVED',
	'CJ_DELETE',
	'CJ_TRASH_CANCELLED',
]);

/** All others. Those that are over would become more and more. */
export const openStatuses: readonly string[] = Object.keys(jobStatuses).filter(
	(status) => !overStatuses.has(status),
);

/** Once a job was done, a ZIP does not put it into production again, and neither does one for what stays after a rejection. */
const afterProduction: readonly StatusGroup[] = [
	'readyToDownload',
	'delivering',
	'rejected',
	'finished',
];

/**
 * Whether a job that reaches a status stays where it was, in what an operator calls one stay: no document says in
 * which order ZIP, review and completion come, nor where the pauses are.
 *
 * @param station the status that its stay began with or went on in, see `stationOf`
 */
export function goesOn(station: string, status: string): boolean {
	const group = groupOf(station);
	if (status === 'TIMECAROUSEL') return true;
	if (group === undefined) return false;
	if (status === 'CJ_ZIP_INIT' || status === 'CJ_ZIP_READY') return afterProduction.includes(group);
	// Whoever rejects photos and ends the review has got nothing new.
	return status === 'CJ_CLIENT_REVIEWED' && group === 'rejected';
}

/** The last of these statuses of a job, oldest first, that tells in which group its stay is; `undefined` if there is none. */
export function stationOf(statuses: readonly string[]): string | undefined {
	return statuses.reduce<string | undefined>(
		(station, status) => (station !== undefined && goesOn(station, status) ? station : status),
		undefined,
	);
}

/** The statuses of a group, in the order of a job's life. */
export function statusesOf(group: StatusGroup): string[] {
	return Object.keys(meanings[group]);
}

/** A status as the nodes give it out: its value, the vendor's meaning, and the group's name. */
export function describeStatus(status: string) {
	const group = groupOf(status);
	return {
		status,
		statusMeaning: group ? jobStatuses[status].meaning : '',
		statusGroup: group ? statusGroups[group] : 'Unknown',
	};
}

/** All statuses as the entries of a dropdown, by what they mean, in the order of a job's life. */
export const statusOptions: INodePropertyOptions[] = Object.entries(jobStatuses).map(
	([value, { meaning, group }]) => ({
		name: `${meaning} (${value})`,
		value,
		description: statusGroups[group],
	}),
);

/** The groups as the entries of a dropdown, in the order of a job's life. */
export const groupOptions: INodePropertyOptions[] = Object.entries(statusGroups).map(
	([value, name]) => ({ name, value, description: statusesOf(value as StatusGroup).join(', ') }),
);
