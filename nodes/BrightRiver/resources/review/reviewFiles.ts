import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { nothingIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { jobId } from '../../fields';
import { jobIdOf } from '../../jobCalls';
import { reviewsOf } from '../../reviewBody';
import { rejectionsOfFiles, reviewsJson, specifyReviews } from '../../reviewFields';

async function reviewSeveralFiles(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const job = jobIdOf(this);
	const reviews = await reviewsOf(this, job);
	if (reviews.length === 0) {
		throw refused(this, 'The review is empty', 'Add at least one rejection.');
	}
	const { url } = options;
	nothingIn(
		this,
		await send(this, brightRiver, { method: 'POST', url: String(url), body: { reviews } }),
	);
	return [{ json: { success: true, jobId: job, fileIds: reviews.map(({ fileId }) => fileId) } }];
}

/** `POST /jobs/{id}/files/review`, document 000. */
export const reviewFiles: Operation = {
	option: {
		name: 'Review Files',
		value: 'reviewFiles',
		action: 'Review several files of a job',
		description: 'Send files back with reasons, words of your own and marks in their images',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/files/review' },
			operations: { pagination: forEachItem(brightRiver, reviewSeveralFiles) },
		},
	},
	fields: [jobId, specifyReviews, rejectionsOfFiles, reviewsJson],
};
