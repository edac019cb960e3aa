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

/** All 59 statuses of the vendor's document (`GET /jobs/{id}`), by value. */
export const jobStatuses: Readonly<Record<string, JobStatus>> = {
	CJ_NEW: { group: 'new', meaning: 'Newly created job' },
	CJ_FETCH_READY: { group: 'new', meaning: 'Fetch finished, no auto request offer' },

	CJ_REQUEST_OFFER: {
		group: 'offerRequested',
		meaning: 'Job offer has been requested, scan missing files',
	},
	CJ_REQUEST_OFFER_PRE: {
		group: 'offerRequested',
		meaning: 'Job offer has been requested, prepare for Mister Clipping production location',
	},
	CJ_REQUEST_OFFER_SYN: {
		group: 'offerRequested',
		meaning: 'Job offer has been requested, sync files',
	},
	CJ_REQUEST_OFFER_VAL: { group: 'offerRequested', meaning: 'Validate amount of images for job' },
	CJ_REVIEWING: {
		group: 'offerRequested',
		meaning: 'Offer reviewed by Mister Clipping production location',
	},
	CJ_REVIEWED: {
		group: 'offerRequested',
		meaning: 'Job has been reviewed by Mister Clipping: sync file info',
	},
	CJ_REVIEWED2: {
		group: 'offerRequested',
		meaning: 'Job has been reviewed by Mister Clipping: Calculate price, Check autoaccept',
	},
	CJ_AUTO_ACCEPT: {
		group: 'offerRequested',
		meaning: 'Autoaccept - account set to auto accept job offer',
	},

	CJ_NEED_ACCEPTANCE: {
		group: 'needsAcceptance',
		meaning: 'Job needs to be accepted by client user',
	},
	CJ_WAIT_ACCEPTANCE: {
		group: 'needsAcceptance',
		meaning: 'Job waits to be accepted by client user',
	},
	CJ_WAIT_ACCEPTANCE2: {
		group: 'needsAcceptance',
		meaning: 'Job waits to be accepted by client user, reminder sent',
	},

	CJ_PAY_INITIATED: {
		group: 'payment',
		meaning: 'Tripledeal payment has been initiated, url received',
	},
	CJ_TD_PAY_NEW: { group: 'payment', meaning: 'New payment via Buckaroo' },
	CJ_TD_PAY_PENDING: { group: 'payment', meaning: 'Job waiting for payment via Buckaroo' },
	CJ_TD_PAY_PAYING: { group: 'payment', meaning: 'Payment via Buckaroo in progress' },
	CJ_TD_PAY_UPDATE: { group: 'payment', meaning: 'Payment update' },
	CJ_TD_PAY_PAID: { group: 'payment', meaning: 'Paid via Buckaroo' },
	CJ_PAID_VIA_BUCKAROO: {
		group: 'payment',
		meaning: 'Set when online payment via Buckaroo succeeds',
	},
	CJ_JOB_PAID: { group: 'payment', meaning: 'Job has been paid online' },
	CJ_TD_PAY_CANCELED: { group: 'payment', meaning: 'Payment via Buckaroo cancelled' },

	CJ_ACCEPT: {
		group: 'inProduction',
		meaning: 'Job accepted, ready for editing by the Mister Clipping production location',
	},
	CJ_WORK_PROGRESS: {
		group: 'inProduction',
		meaning: 'Job in progress, images are being edited',
	},
	CJ_ZIP_INIT: {
		group: 'inProduction',
		meaning: 'Creating ZIP file on Mister Clipping storage has been initiated',
	},
	CJ_ZIP_READY: { group: 'inProduction', meaning: 'ZIP file ready' },

	CJ_WORK_DONE: {
		group: 'readyToDownload',
		meaning: 'Job ready, images can be downloaded by client',
	},
	CJ_NOTIFY_WORK_DONE: { group: 'readyToDownload', meaning: 'Notify client that job is done' },
	CJ_NOTIFIED_WORK_DN: { group: 'readyToDownload', meaning: 'Client notified that job is done' },
	CJ_WORK_DONE_REMIND: {
		group: 'readyToDownload',
		meaning: 'Reminder sent to client that job is done',
	},
	CJ_REJECT_DELAY: { group: 'readyToDownload', meaning: 'Delay for client to reject done job' },
	CJ_COMPLETED: {
		group: 'readyToDownload',
		meaning: 'Job completed, ready for downloading on storage',
	},
	CJ_COMPLETED2: { group: 'readyToDownload', meaning: 'Job completed, download reminder sent' },
	CJ_COMPLETED3: {
		group: 'readyToDownload',
		meaning: 'Job completed, last download reminder sent',
	},

	CJ_INIT_PUSH: {
		group: 'delivering',
		meaning: 'Initiating push job to client storage server',
	},
	CJ_PUSH_INIT: { group: 'delivering', meaning: 'Push job initiated to client storage' },

	CJ_PART_REVIEWED: { group: 'rejected', meaning: 'Part of job image files get rejected' },
	CJ_INIT_REJECT: {
		group: 'rejected',
		meaning: 'Initiate rejected job on Mister Clipping storage',
	},
	CJ_REJECT_INIT: {
		group: 'rejected',
		meaning: 'Rejected job on Mister Clipping storage initiated',
	},
	CJ_REJECT_READY: {
		group: 'rejected',
		meaning: 'Rejected job on Mister Clipping storage created: scan missing files',
	},
	CJ_REJECT_READY2: {
		group: 'rejected',
		meaning: 'Rejected job on Mister Clipping storage created',
	},
	CJ_REJECT_NOTIFY: {
		group: 'rejected',
		meaning: 'Notify production location when rejected job is created',
	},

	CJ_CLIENT_REVIEWED: { group: 'finished', meaning: 'Client reviewed or is out of time' },
	CJ_FINISHED: { group: 'finished', meaning: 'Job finished' },

	CJ_USER_CANCELED: {
		group: 'cancelled',
		meaning: 'Job cancelled by client user, trash cancelled will be initiated',
	},
	CJ_TRASH_CANCELLED: {
		group: 'cancelled',
		meaning: 'Trash cancelled job, remove from job overview, delete image files',
	},

	CJ_ARCHIVED: {
		group: 'archived',
		meaning: 'Job is archived, zip and image files are deleted from Mister Clipping storage',
	},
	CJ_DELETE: {
		group: 'archived',
		meaning: 'Delete job, zip and image files are deleted from Mister Clipping storage',
	},

	CJ_ERROR: { group: 'failed', meaning: 'Generic job error status' },
	CJ_FETCH_ERROR: { group: 'failed', meaning: 'Fetch finished with error' },
	CJ_INIT_PUSH_ERR: {
		group: 'failed',
		meaning: 'Failed to initiate push job at Mister Clipping storage',
	},
	CJ_PUSH_ERROR: {
		group: 'failed',
		meaning: 'Push of job or image files to client storage failed',
	},
	CJ_REJECT_ERROR: {
		group: 'failed',
		meaning: 'Rejected job on Mister Clipping storage failed to create',
	},
	CJ_TD_PAY_CHARGEBACK: { group: 'failed', meaning: 'Payment charge back' },
	CJ_TD_PAY_ERROR: { group: 'failed', meaning: 'Payment error' },
	CJ_TD_PAY_TIMEOUT: { group: 'failed', meaning: 'Timeout during payment via Buckaroo' },
	CJ_ZIP_ERROR: {
		group: 'failed',
		meaning: 'Error creating ZIP file on Mister Clipping storage',
	},
	ERROR: { group: 'failed', meaning: 'General error' },

	TIMECAROUSEL: {
		group: 'delayed',
		meaning: 'Delayed status transition, status update is expected',
	},
};

/** The group of a status; `undefined` for one that the vendor's document does not know. */
export function groupOf(status: string): StatusGroup | undefined {
	return Object.hasOwn(jobStatuses, status) ? jobStatuses[status].group : undefined;
}

/** The statuses of a group, in the order of a job's life. */
export function statusesOf(group: StatusGroup): string[] {
	return Object.keys(jobStatuses).filter((status) => jobStatuses[status].group === group);
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

/** All statuses as the entries of a dropdown, by name; `localeCompare` would slow down the start of n8n. */
export const statusOptions: INodePropertyOptions[] = Object.keys(jobStatuses)
	.sort()
	.map((name) => ({
		name,
		value: name,
		description: `${jobStatuses[name].meaning} (${statusGroups[jobStatuses[name].group]})`,
	}));

/** The groups as the entries of a dropdown, in the order of a job's life. */
export const groupOptions: INodePropertyOptions[] = Object.entries(statusGroups).map(
	([value, name]) => ({ name, value, description: statusesOf(value as StatusGroup).join(', ') }),
);
