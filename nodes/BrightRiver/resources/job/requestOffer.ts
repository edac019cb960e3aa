import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { wordLists } from '../../../shared/operation/fields';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { requireFilled } from '../../../shared/operation/parameters';
import { success } from '../../../shared/operation/results';
import { jobId } from '../../fields';

interface FileRemark {
	fileName?: string;
	remark?: string;
	tags?: string[];
}

/** The remarks as the service wants them: what was left empty is left out. */
function remarksIn(item: Item): IDataObject {
	const remarks = item.parameter<FileRemark[]>('files.file', []);
	if (remarks.length === 0) return {};
	const files = remarks.map(({ fileName, remark, tags }) => {
		requireFilled(item.context, 'File Name', fileName);
		return { fileName, ...(remark ? { remark } : {}), ...(tags?.length ? { tags } : {}) };
	});
	return { files };
}

/** Remarks to the editors about single files. */
const fileRemarks: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add File Remark',
	default: {},
	description: 'What the editors should know about single files of the job',
	options: [
		{
			displayName: 'File',
			name: 'file',
			values: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. koala.jpg',
					description: 'Name that the file has in the job',
				},
				{
					displayName: 'Remark',
					name: 'remark',
					type: 'string',
					default: '',
					placeholder: 'e.g. Keep the shadow',
				},
				{
					displayName: 'Tags',
					name: 'tags',
					...wordLists.tags,
				},
			],
		},
	],
};

export const requestOffer: Operation = {
	name: 'Request Offer',
	value: 'requestOffer',
	action: 'Request an offer for a job',
	description: 'Ask for a price once all photos are uploaded',
	document: '000',
	call: 'POST /jobs/{jobId}/requestoffer',
	fields: [jobId, fileRemarks],
	sends: (item) => ({ body: remarksIn(item) }),
	gives: success('jobId'),
};
