import { answerObject } from '../../../shared/answer';
import { simplify } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { fileId, fileName, jobId } from '../../fields';
import { simplifiedFile } from './simplifiedFile';

/** `GET /jobs/{id}/files/{fileName}` or `GET /jobs/{id}/filesextended/{fileId}`, document 000. */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a file of a job',
		description: 'Get the details of a file by its name or its ID',
		routing: { output: { postReceive: [answerObject(simplifiedFile)] } },
	},
	fields: [
		jobId,
		{
			displayName: 'Get By',
			name: 'getBy',
			type: 'options',
			options: [
				{
					name: 'File ID',
					value: 'fileId',
					routing: { request: { method: 'GET', url: '/jobs/{jobId}/filesextended/{fileId}' } },
				},
				{
					name: 'File Name',
					value: 'fileName',
					routing: { request: { method: 'GET', url: '/jobs/{jobId}/files/{fileName}' } },
				},
			],
			default: 'fileId',
			description: 'How you name the file',
		},
		{ ...fileId, displayOptions: { show: { getBy: ['fileId'] } } },
		{ ...fileName, displayOptions: { show: { getBy: ['fileName'] } } },
		simplify,
	],
};
