import type { INodeProperties } from 'n8n-workflow';
import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { requireText } from '../../../shared/requireText';
import { folderId } from '../../fields';
import { sendParent } from './sendParent';

/** The folder above; empty puts the new one at the top. */
const parent: INodeProperties = {
	...folderId,
	displayName: 'Parent',
	name: 'parent',
	required: false,
	description: 'The folder to make it in. Leave it empty to make it at the top.',
	routing: { send: { preSend: [sendParent] } },
};

/** `POST /folder`, document 003, 6.2. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a folder',
		description: 'Create a folder at the top or in another one',
		routing: {
			request: { method: 'POST', url: '/folder' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Autumn collection',
			routing: { send: { type: 'body', property: 'name', preSend: [requireText('name')] } },
		},
		parent,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Company ID',
					name: 'company_id',
					type: 'number',
					default: 0,
					description: 'Company that owns the folder. By default, your own.',
					routing: { send: { type: 'body', property: 'company_id' } },
				},
			],
		},
	],
};
