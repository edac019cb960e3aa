/** The 59 statuses of a job, as the document on GET /jobs/{id} lists them. */
export const jobStatuses = [
	'CJ_ACCEPT',
	'CJ_ARCHIVED',
	'CJ_AUTO_ACCEPT',
	'CJ_CLIENT_REVIEWED',
	'CJ_COMPLETED',
	'CJ_COMPLETED2',
	'CJ_COMPLETED3',
	'CJ_DELETE',
	'CJ_ERROR',
	'CJ_FETCH_ERROR',
	'CJ_FETCH_READY',
	'CJ_FINISHED',
	'CJ_INIT_PUSH',
	'CJ_INIT_PUSH_ERR',
	'CJ_INIT_REJECT',
	'CJ_JOB_PAID',
	'CJ_NEED_ACCEPTANCE',
	'CJ_NEW',
	'CJ_NOTIFIED_WORK_DN',
	'CJ_NOTIFY_WORK_DONE',
	'CJ_PAID_VIA_BUCKAROO',
	'CJ_PART_REVIEWED',
	'CJ_PAY_INITIATED',
	'CJ_PUSH_ERROR',
	'CJ_PUSH_INIT',
	'CJ_REJECT_DELAY',
	'CJ_REJECT_ERROR',
	'CJ_REJECT_INIT',
	'CJ_REJECT_NOTIFY',
	'CJ_REJECT_READY',
	'CJ_REJECT_READY2',
	'CJ_REQUEST_OFFER',
	'CJ_REQUEST_OFFER_PRE',
	'CJ_REQUEST_OFFER_SYN',
	'CJ_REQUEST_OFFER_VAL',
	'CJ_REVIEWED',
	'CJ_REVIEWED2',
	'CJ_REVIEWING',
	'CJ_TD_PAY_CANCELED',
	'CJ_TD_PAY_CHARGEBACK',
	'CJ_TD_PAY_ERROR',
	'CJ_TD_PAY_NEW',
	'CJ_TD_PAY_PAID',
	'CJ_TD_PAY_PAYING',
	'CJ_TD_PAY_PENDING',
	'CJ_TD_PAY_TIMEOUT',
	'CJ_TD_PAY_UPDATE',
	'CJ_TRASH_CANCELLED',
	'CJ_USER_CANCELED',
	'CJ_WAIT_ACCEPTANCE',
	'CJ_WAIT_ACCEPTANCE2',
	'CJ_WORK_DONE',
	'CJ_WORK_DONE_REMIND',
	'CJ_WORK_PROGRESS',
	'CJ_ZIP_ERROR',
	'CJ_ZIP_INIT',
	'CJ_ZIP_READY',
	'ERROR',
	'TIMECAROUSEL',
] as const;

export type JobStatus = (typeof jobStatuses)[number];

export function isJobStatus(value: unknown): value is JobStatus {
	return (jobStatuses as readonly unknown[]).includes(value);
}

/** Guess, as the lists below but the one for Cancel: files can be uploaded here, and an offer requested. */
export const openStatuses: readonly JobStatus[] = ['CJ_NEW'];

export const offerRequestableStatuses: readonly JobStatus[] = ['CJ_NEW', 'CJ_FETCH_READY'];

export const offerAcceptableStatuses: readonly JobStatus[] = [
	'CJ_NEED_ACCEPTANCE',
	'CJ_WAIT_ACCEPTANCE',
	'CJ_WAIT_ACCEPTANCE2',
];

/** The seven that the document on POST /jobs/{id}/cancel names. */
export const cancellableStatuses: readonly JobStatus[] = [
	'CJ_WAIT_ACCEPTANCE2',
	'CJ_NEW',
	'CJ_WAIT_ACCEPTANCE',
	'CJ_TD_PAY_TIMEOUT',
	'CJ_TD_PAY_ERROR',
	'CJ_PAY_INITIATED',
	'CJ_TD_PAY_CANCELED',
];

/** The client has the results: they can be reviewed, and the job closed. */
export const deliveredStatuses: readonly JobStatus[] = [
	'CJ_WORK_DONE',
	'CJ_WORK_DONE_REMIND',
	'CJ_NOTIFY_WORK_DONE',
	'CJ_NOTIFIED_WORK_DN',
	'CJ_REJECT_DELAY',
	'CJ_PART_REVIEWED',
	'CJ_CLIENT_REVIEWED',
	'CJ_COMPLETED',
	'CJ_COMPLETED2',
	'CJ_COMPLETED3',
	'CJ_FINISHED',
	'CJ_JOB_PAID',
];

/** Zip and image files are deleted from the storage. */
export const goneStatuses: readonly JobStatus[] = [
	'CJ_DELETE',
	'CJ_ARCHIVED',
	'CJ_TRASH_CANCELLED',
];
