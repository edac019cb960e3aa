import sharp from 'sharp';
import type { INodeExecutionData } from 'n8n-workflow';

/** A real JPEG with a thing on a grey ground, and EXIF data. */
export async function photo(width = 320, height = 240): Promise<Buffer> {
	const thing = await sharp({
		create: { width: width / 2, height: height / 2, channels: 3, background: '#a33' },
	})
		.png()
		.toBuffer();
	return await sharp({ create: { width, height, channels: 3, background: '#888' } })
		.composite([{ input: thing }])
		.withExif({ IFD0: { Make: 'Test', Model: 'Camera 1' } })
		.jpeg()
		.toBuffer();
}

/** An input item that holds a file in memory, as small workflows have it. */
export function itemWithFile(content: Buffer, fileName: string): INodeExecutionData {
	return {
		json: {},
		binary: {
			data: {
				data: content.toString('base64'),
				mimeType: 'image/jpeg',
				fileName,
				fileExtension: 'jpg',
			},
		},
	};
}
