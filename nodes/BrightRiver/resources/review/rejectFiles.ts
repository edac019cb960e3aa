import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { nothingIn } from '../../../shared/answer';
import { readJson } from '../../../shared/jsonField';
import type { Operation } from '../../../shared/operation';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';

async function rejectFilesByJson(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const body = readJson(this, 'Body', this.getNodeParameter('body'), 'object') as IDataObject;
	const { url } = options;
	const answer = await send(this, brightRiver, {
		method: 'POST',
		url: String(url),
		body,
	});
	nothingIn(this, answer);
	const json = answer.body as unknown;
	const told = typeof json === 'object' && !Array.isArray(json) ? json : {};
	return [{ json: { success: true, ...told } }];
}

/** `POST /reject`, document 002, which describes no body. */
export const rejectFiles: Operation = {
	option: {
		name: 'Reject Files',
		value: 'rejectFiles',
		action: 'Reject files',
		description:
			'Send a rejection as JSON. Bright River does not document what it must hold; use Review Files unless Bright River told you.',
		routing: {
			request: { method: 'POST', url: '/reject' },
			operations: { pagination: forEachItem(brightRiver, rejectFilesByJson) },
		},
	},
	fields: [
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			typeOptions: { rows: 6 },
			default: '{}',
			required: true,
			description: 'What to send, as Bright River told you',
		},
	],
};
