import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { idOf } from '../../../shared/ids';
import { nothingIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { fileId, jobId } from '../../fields';
import { jobIdOf } from '../../jobCalls';
import { reviewsOf } from '../../reviewBody';
import { rejectionsOfFile, reviewsJson, specifyReviews } from '../../reviewFields';

async function reviewOneFile(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const job = jobIdOf(this);
	const file = idOf(this, fileId);
	const accepted = this.getNodeParameter('decision') === 'accept';
	const reviews = accepted ? [] : await reviewsOf(this, job, file);
	if (!accepted && reviews.length === 0) {
		throw refused(this, 'The review is empty', 'Add at least one rejection, or accept the file.');
	}
	const { url } = options;
	const body = { acceptedByUser: accepted, reviews };
	nothingIn(this, await send(this, brightRiver, { method: 'POST', url: String(url), body }));
	return [{ json: { success: true, jobId: job, fileId: file, acceptedByUser: accepted } }];
}

const whenRejecting = { decision: ['reject'] };

/** `POST /jobs/{id}/files/{fileId}/review`, document 000. */
export const reviewFile: Operation = {
	option: {
		name: 'Review File',
		value: 'reviewFile',
		action: 'Review a file of a job',
		description: 'Accept one file, or send it back with reasons, words of your own and marks',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/files/{fileId}/review' },
			operations: { pagination: forEachItem(brightRiver, reviewOneFile) },
		},
	},
	fields: [
		jobId,
		fileId,
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			options: [
				{ name: 'Accept', value: 'accept', description: 'The result is right' },
				{ name: 'Reject', value: 'reject', description: 'The result must be done again' },
			],
			default: 'reject',
		},
		{ ...specifyReviews, displayOptions: { show: whenRejecting } },
		{
			...rejectionsOfFile,
			displayOptions: { show: { ...whenRejecting, specifyReviews: ['fields'] } },
		},
		{ ...reviewsJson, displayOptions: { show: { ...whenRejecting, specifyReviews: ['json'] } } },
	],
};
