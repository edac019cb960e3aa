import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { successWithAnswer } from '../../../shared/operation/results';
import { fileId, jobId } from '../../fields';
import { rejectionsOfFile, reviewsJson, specifyReviews } from './reviewFields';
import { readReviews } from './reviews';

const decision: INodeProperties = {
	displayName: 'Decision',
	name: 'decision',
	type: 'options',
	options: [
		{ name: 'Accept', value: 'accept', description: 'The result is good' },
		{ name: 'Reject', value: 'reject', description: 'The result must be redone' },
	],
	default: 'reject',
};

async function reviewOneFile(item: Item): Promise<INodeExecutionData[]> {
	const ids = { jobId: item.id(jobId), fileId: item.id(fileId) };
	const acceptedByUser = item.choice(decision) === 'accept';
	// An accepted file is named all the same: no document says whether a review may be empty.
	const accepted = [{ fileId: ids.fileId, rejects: [] }];
	const reviews = acceptedByUser ? accepted : await readReviews(item, ids.fileId);
	if (!acceptedByUser && reviews.length === 0) {
		throw operationError(
			item.context,
			'The review is empty',
			'Add at least one rejection, or accept the file.',
		);
	}
	const response = await item.send({ body: { acceptedByUser, reviews } });
	return successWithAnswer(item, response, { ...ids, acceptedByUser });
}

const whenRejecting = { decision: ['reject'] };

export const reviewFile: Operation = {
	name: 'Review File',
	value: 'reviewFile',
	action: 'Review a file in a job',
	description: 'Accept one file, or send it back with reasons, remarks and marks',
	document: '000',
	call: 'POST /jobs/{jobId}/files/{fileId}/review',
	also: ['GET /jobs/{jobId}/filesforreview'],
	fields: [
		jobId,
		fileId,
		decision,
		{ ...specifyReviews, displayOptions: { show: whenRejecting } },
		{
			...rejectionsOfFile,
			displayOptions: { show: { ...whenRejecting, specifyReviews: ['fields'] } },
		},
		{ ...reviewsJson, displayOptions: { show: { ...whenRejecting, specifyReviews: ['json'] } } },
	],
	run: reviewOneFile,
};
