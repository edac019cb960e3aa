import type { INodeProperties } from 'n8n-workflow';
import { formOrJson } from '../../fields';

/** Form or JSON, for everything that a review can say. */
export const specifyReviews: INodeProperties = {
	displayName: 'Specify Reviews',
	name: 'specifyReviews',
	...formOrJson,
	description: 'How to enter what is wrong',
};

const fileOfRow: INodeProperties = {
	displayName: 'File Name or ID',
	name: 'fileId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFiles', loadOptionsDependsOn: ['jobId.value'] },
	default: '',
	description:
		'File that the image belongs to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** In the order in which one says it: of which image, what, and where in it. */
const rowFields: INodeProperties[] = [
	{
		displayName: 'Image Name or ID',
		name: 'imageId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getResultImages', loadOptionsDependsOn: ['jobId.value'] },
		default: '',
		description:
			'Edited image to reject. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Reason Name or ID',
		name: 'reason',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getRejectReasons' },
		default: '',
		description:
			'Standard reason of Bright River. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Remark',
		name: 'customRejection',
		type: 'string',
		default: '',
		placeholder: 'e.g. Make the shadows brighter',
		description: 'What is wrong, in your own words',
	},
	{
		displayName: 'Position',
		name: 'position',
		type: 'options',
		options: [
			{ name: 'No Mark', value: 'none', description: 'The reason applies to the whole image' },
			{ name: 'Percent', value: 'percentage', description: 'From 0 to 100' },
			{ name: 'Pixels', value: 'pixels', description: 'Needs the size of the image' },
			{ name: 'Fraction', value: 'fraction', description: 'From 0 to 1' },
		],
		default: 'none',
		description:
			'Where to mark the image, measured from its top left corner. Add one rejection per mark.',
	},
	...['x', 'y'].map((name): INodeProperties => ({
		displayName: name.toUpperCase(),
		name,
		type: 'number',
		typeOptions: { numberPrecision: 6 },
		default: 0,
		description: `Distance of the mark from the ${name === 'x' ? 'left' : 'top'}`,
		displayOptions: { hide: { position: ['none'] } },
	})),
	{
		displayName: 'Image Width',
		name: 'imageWidth',
		type: 'number',
		default: 0,
		description: 'Width of the image in pixels',
		displayOptions: { show: { position: ['pixels'] } },
	},
	{
		displayName: 'Image Height',
		name: 'imageHeight',
		type: 'number',
		default: 0,
		description: 'Height of the image in pixels',
		displayOptions: { show: { position: ['pixels'] } },
	},
];

/** The form of a review: one row per reason and mark. */
function rejectionRows(values: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Rejections',
		name: 'rejections',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Rejection',
		default: {},
		description: 'What is wrong, one entry for each reason and each mark',
		displayOptions: { show: { specifyReviews: ['fields'] } },
		options: [{ displayName: 'Rejection', name: 'rejection', values }],
	};
}

/** Rows that each name their file. */
export const rejectionsOfFiles = rejectionRows([fileOfRow, ...rowFields]);

/** Rows about the one file of the operation. */
export const rejectionsOfFile = rejectionRows(rowFields);

/** The same as JSON, for people who build it elsewhere. */
export const reviewsJson: INodeProperties = {
	displayName: 'Reviews',
	name: 'reviewsJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '[]',
	required: true,
	hint: 'The list that Bright River documents: [{ "fileId", "rejects": [{ "imageId", "rejects": [{ "reason", "positions" }] }] }]',
	displayOptions: { show: { specifyReviews: ['json'] } },
};
