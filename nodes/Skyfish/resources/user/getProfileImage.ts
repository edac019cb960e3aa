import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { requestOf } from '../../../shared/client/route';
import { downloadFile } from '../../../shared/files/download';
import { fileTurn } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import { outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { userId } from '../../locators';

const size: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'options',
	options: [
		{ name: 'Large', value: 'large', description: '100 by 100 pixels' },
		{ name: 'Medium', value: 'medium', description: '50 by 50 pixels' },
		{ name: 'Original', value: 'original', description: 'As it was uploaded' },
		{ name: 'Small', value: 'small', description: '25 by 25 pixels' },
	],
	default: 'small',
};

async function downloadProfileImage(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const path = { userId: item.id(userId), size: item.choice(size) };
	const field = item.text('binaryPropertyName');
	const { url } = requestOf(getProfileImage.call, path);
	const name = `${path.size}_${path.userId}.jpg`;
	const { file, received } = await fileTurn(
		client,
		async () => await downloadFile(client, { url, signed: true }, () => name),
	);
	const json = { ...path, fileName: file.fileName, ...received };
	return [{ json, binary: { [field]: file } }];
}

/** The API itself gives the picture. */
export const getProfileImage: Operation = {
	name: 'Get Profile Image',
	value: 'getProfileImage',
	action: 'Get the profile image of a user',
	description: 'Download the profile image of a user',
	document: '003, 11.2',
	call: 'GET /user/{userId}/profileimage/{size}',
	fields: [userId, size, outputBinaryField],
	run: downloadProfileImage,
};
