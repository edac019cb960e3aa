import type { IDataObject, IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';
import { entriesIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';

const answerFields: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	{ body },
) {
	return entriesIn(this, body).map((json) => ({ json: json as IDataObject }));
};

/** `GET /search/fields`, which document 004 names. */
export const getFields: Operation = {
	option: {
		name: 'Get Fields',
		value: 'getFields',
		action: 'Get the fields of the job search',
		description: 'Get the fields that a search for jobs can look in',
		routing: {
			request: { method: 'GET', url: '/search/fields' },
			output: { postReceive: [answerFields] },
		},
	},
	fields: [],
};
