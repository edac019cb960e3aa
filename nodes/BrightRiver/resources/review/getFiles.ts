import { answerList, pick } from '../../../shared/answer';
import { returnAllOrLimit, simplify } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';
import type { JobFile } from '../../jobCalls';

/** A file with what one needs to review it; the numbers of its edited images are what a review names. */
const simplified = (file: Record<string, unknown>) => ({
	...pick(file, [
		'id',
		'fileName',
		'isReviewed',
		'acceptedByUser',
		'isRejected',
		'rejectionReason',
		'timesRejected',
		'reviewDate',
		'remarkFromProcessor',
	]),
	imageIds: ((file as JobFile).clipped ?? []).map(({ imageId }) => imageId),
});

/** `GET /jobs/{id}/filesforreview`, document 000. */
export const getFiles: Operation = {
	option: {
		name: 'Get Files for Review',
		value: 'getFiles',
		action: 'Get the files of a job for review',
		description: 'Get the files of a job with their edited images and what was said about them',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/filesforreview' },
			output: { postReceive: [answerList('files', simplified)] },
		},
	},
	fields: [jobId, ...returnAllOrLimit, simplify],
};
