import type { INodeExecutionData } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { successWithAnswer } from '../../../shared/operation/results';
import { jobId } from '../../fields';
import { rejectionsOfFiles, reviewsJson, specifyReviews } from './reviewFields';
import { readReviews } from './reviews';

async function reviewSeveralFiles(item: Item): Promise<INodeExecutionData[]> {
	const reviews = await readReviews(item);
	if (reviews.length === 0) {
		throw operationError(item.context, 'The review is empty', 'Add at least one rejection.');
	}
	const response = await item.send({ body: { reviews } });
	const fileIds = reviews.map(({ fileId }) => fileId);
	return successWithAnswer(item, response, { jobId: item.id(jobId), fileIds });
}

export const reviewFiles: Operation = {
	name: 'Review Files',
	value: 'reviewFiles',
	action: 'Review several files in a job',
	description: 'Send files back with reasons, remarks and marks in their images',
	document: '000',
	call: 'POST /jobs/{jobId}/files/review',
	also: ['GET /jobs/{jobId}/filesforreview'],
	fields: [jobId, specifyReviews, rejectionsOfFiles, reviewsJson],
	run: reviewSeveralFiles,
};
