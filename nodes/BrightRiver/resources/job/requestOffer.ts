import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { wordLists } from '../../../shared/operation/fields';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { success } from '../../../shared/operation/results';
import { formOrJson, jobId } from '../../fields';

interface FileRemark {
	fileName?: string;
	remark?: string;
	tags?: string[];
}

/** The remarks as the service wants them: what was left empty is left out. */
function remarksIn(item: Item): IDataObject {
	const isJson = item.choice(specifyFiles) === 'json';
	const remarks = isJson
		? (item.json(filesJson, 'list') as unknown[])
		: item.parameter<FileRemark[]>('files.file', []);
	if (remarks.length === 0) return {};
	const files = remarks.map((given, index) => {
		const problem = problemWith(given);
		if (problem !== undefined) {
			throw operationError(
				item.context,
				`File ${index + 1}: ${problem}`,
				`Change it in "${fileRemarks.displayName}".`,
			);
		}
		const { fileName, remark, tags } = given as FileRemark;
		return { fileName, ...(remark ? { remark } : {}), ...(tags?.length ? { tags } : {}) };
	});
	return { files };
}

/** What the service would misunderstand or refuse in a remark; in JSON anything can be `null`. */
function problemWith(given: unknown): string | undefined {
	if (!isObject(given)) return 'it must be an object with "fileName"';
	const { fileName, remark = '', tags = [] } = given;
	if (typeof fileName !== 'string' || fileName.trim() === '') return '"File Name" is empty';
	if (typeof remark !== 'string') return 'its remark must be a text';
	const isWords = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
	return isWords ? undefined : 'its tags must be a list of texts';
}

/** Form or JSON, for remarks to many files at once. */
const specifyFiles: INodeProperties = {
	displayName: 'Specify Files',
	name: 'specifyFiles',
	...formOrJson,
	description: 'How to enter what the editors should know about single files',
};

const filesJson: INodeProperties = {
	displayName: 'Files',
	name: 'filesJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '[]',
	hint: 'A list as in the documentation of Bright River: [{ "fileName", "remark", "tags": [] }]',
	displayOptions: { show: { specifyFiles: ['json'] } },
};

/** Remarks to the editors about single files. */
const fileRemarks: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add File',
	default: {},
	description: 'What the editors should know about single files in the job',
	displayOptions: { show: { specifyFiles: ['fields'] } },
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
					description: 'Name of the file in the job',
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
	fields: [jobId, specifyFiles, fileRemarks, filesJson],
	sends: (item) => ({ body: remarksIn(item) }),
	gives: success('jobId'),
};
