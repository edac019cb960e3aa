import { pick, type Json } from '../../shared/client/response';
import { md5In } from '../../shared/files/verify';
import type { Item } from '../../shared/operation/item';
import { isId } from '../../shared/operation/parameters';
import { withoutSignedAddresses, type JobFile } from '../api/jobs';
import { jobId } from '../fields';

/** What "Simplified" keeps of a job: its ID as all outputs name it, beside the service's own fields. */
function simpleJob(job: Json, fields: string[]): Json {
	// A search can give 0: then only `guid` tells which job it is.
	return { ...pick(job, ['id']), ...(isId(job.id) ? { jobId: job.id } : {}), ...pick(job, fields) };
}

/** Of a job that is read by its ID. */
export const jobSummary = (job: Json): Json =>
	simpleJob(job, [
		...['guid', 'name', 'status', 'description', 'tags', 'fileCount', 'isTest'],
		...['createdDate', 'deliveredDate'],
	]);

/** Of a job that a search found; of all answers, only this one has a price. */
export const foundJobSummary = (job: Json): Json =>
	simpleJob(job, [
		...['guid', 'name', 'status', 'description', 'fileCount', 'realCost'],
		...['createdDate', 'acceptedDate', 'deliveredDate'],
	]);

/** Of a job that was just made: all but what says the type of the answer, and addresses that open its files. */
export function createdJob(job: Json): Json {
	const fields = Object.entries(withoutSignedAddresses(job)).filter(([name]) => name !== '_type');
	return { ...simpleJob(job, []), ...Object.fromEntries(fields) };
}

/** Of a job that redoes rejected photos: beside its own ID, that of the job that they come from. */
export const redoJob = (job: Json, item: Item): Json => ({
	...simpleJob(job, []),
	parentJobId: item.id(jobId),
	...job,
});

function simpleFile(file: Json, item: Item, fields: string[]): Json {
	return { id: file.id, fileId: file.id, jobId: item.id(jobId), ...pick(file, fields) };
}

/** Of a file, with its checksum as all outputs have it. */
export const fileSummary = (file: Json, item: Item): Json => ({
	...simpleFile(file, item, ['fileName', 'status', 'size']),
	...('mD5' in file ? { md5: md5In(file.mD5) ?? null } : {}),
	...pick(file, ['isReviewed', 'isRejected', 'rejectionReason', 'remarkFromProcessor']),
	...pick(file, ['createdDate']),
});

/** Of a file to be reviewed: the numbers of its edited images are what a review names. */
export const fileToReview = (file: Json, item: Item): Json => ({
	...simpleFile(file, item, [
		...['fileName', 'isReviewed', 'acceptedByUser', 'isRejected', 'rejectionReason'],
		...['timesRejected', 'reviewDate', 'remarkFromProcessor'],
	]),
	imageIds: ((file as JobFile).clipped ?? []).map(({ imageId }) => imageId),
});
