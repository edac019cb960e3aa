import { answerObject } from '../../../shared/answer';
import { simplify } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { requireText } from '../../../shared/requireText';
import { withoutSignedAddresses } from '../../jobCalls';

/** `POST /jobs`, documents 000 (adds `tags`) and 001 (adds `deadlineId`, `specificationKey`). */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a job',
		description: 'Create a job that photos can be uploaded to',
		routing: {
			request: { method: 'POST', url: '/jobs' },
			output: { postReceive: [answerObject(withoutSignedAddresses)] },
		},
	},
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Autumn collection, shoes',
			routing: { send: { type: 'body', property: 'name', preSend: [requireText('name')] } },
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Clip the fruits from their background',
			description: 'What the editors should do with the photos',
			routing: {
				send: { type: 'body', property: 'description', preSend: [requireText('description')] },
			},
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Deadline ID',
					name: 'deadlineId',
					type: 'number',
					default: 1,
					description: 'Which of the deadlines of your account the job has',
					routing: { send: { type: 'body', property: 'deadlineId' } },
				},
				{
					displayName: 'Invoice Reference',
					name: 'invoiceReference',
					type: 'string',
					default: '',
					description: 'A reference of your own that the invoice will show',
					routing: { send: { type: 'body', property: 'invoiceReference' } },
				},
				{
					displayName: 'Is Test',
					name: 'isTest',
					type: 'boolean',
					default: true,
					description: 'Whether the job is only for testing',
					routing: { send: { type: 'body', property: 'isTest' } },
				},
				{
					displayName: 'Specification Key',
					name: 'specificationKey',
					type: 'number',
					default: 0,
					description: 'Which of the editing specifications of your account the job follows',
					routing: { send: { type: 'body', property: 'specificationKey' } },
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
					default: [],
					description: 'Words to find the job by',
					routing: { send: { type: 'body', property: 'tags' } },
				},
			],
		},
		simplify,
	],
};
