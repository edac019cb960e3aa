import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Route } from '../../../shared/client/route';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { output } from '../../../shared/operation/output';
import { object } from '../../../shared/operation/results';
import { fileId, fileName, jobId } from '../../fields';
import { fileSummary } from './fileSummary';

const byId: Route = 'GET /jobs/{jobId}/filesextended/{fileId}';
const byName: Route = 'GET /jobs/{jobId}/files/{fileName}';

const getBy: INodeProperties = {
	displayName: 'Get By',
	name: 'getBy',
	type: 'options',
	options: [
		{ name: 'File ID', value: 'fileId' },
		{ name: 'File Name', value: 'fileName' },
	],
	default: 'fileId',
	description: 'How you name the file',
};

async function getFile(item: Item): Promise<INodeExecutionData[]> {
	const answer = await item.request(item.choice(getBy) === 'fileId' ? byId : byName);
	return object(fileSummary)(item, answer);
}

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a file of a job',
	description: 'Get the details of a file by its name or its ID',
	document: '000',
	call: byId,
	also: [byName],
	fields: [
		jobId,
		getBy,
		{ ...fileId, displayOptions: { show: { getBy: ['fileId'] } } },
		{ ...fileName, displayOptions: { show: { getBy: ['fileName'] } } },
		...output,
	],
	run: getFile,
};
