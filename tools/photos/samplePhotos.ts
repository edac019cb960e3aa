import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Photo } from './photo.ts';

const width = 1600;
const height = 1200;

/** A product as it stands in front of the camera: its shape, drawn around the middle of 800 x 600. */
interface Product {
	name: string;
	taken: string;
	colour: string;
	shape: string;
}

const products: Product[] = [
	{
		// A name as people give them: everything in it must come through every address and header.
		name: 'red mug #1.jpg',
		taken: '2026:03:02 09:14:05',
		colour: '#c8352e',
		shape: `
			<path d="M520 270 q110 -10 105 90 q-5 100 -115 95" fill="none" stroke="#a3241f" stroke-width="34"/>
			<path d="M275 215 h250 l-12 270 q-4 40 -60 40 h-106 q-56 0 -60 -40 z" fill="url(#body)"/>
			<ellipse cx="400" cy="215" rx="125" ry="30" fill="#7d1713"/>
			<ellipse cx="400" cy="222" rx="108" ry="22" fill="#4a0d0a"/>`,
	},
	{
		name: 'grüne Flasche.jpg',
		taken: '2026:03:02 09:21:40',
		colour: '#2f7d4f',
		shape: `
			<path d="M365 90 h70 v110 q75 45 75 130 v190 q0 30 -34 30 h-152 q-34 0 -34 -30 v-190 q0 -85 75 -130 z" fill="url(#body)"/>
			<rect x="358" y="70" width="84" height="42" rx="8" fill="#c9a227"/>
			<rect x="292" y="355" width="216" height="120" rx="6" fill="#f3ead2"/>
			<path d="M322 395 h156 M322 425 h110" stroke="#6b5b2e" stroke-width="10"/>`,
	},
	{
		name: 'blue bag.jpg',
		taken: '2026:03:02 09:33:18',
		colour: '#2a5b96',
		shape: `
			<path d="M310 250 q0 -150 90 -150 t90 150" fill="none" stroke="#1d3557" stroke-width="26"/>
			<path d="M215 240 h370 l35 260 q4 40 -36 40 h-368 q-40 0 -36 -40 z" fill="url(#body)"/>
			<path d="M215 240 h370 l8 60 q-193 90 -386 0 z" fill="#16293f"/>
			<circle cx="400" cy="330" r="16" fill="#d8b24a"/>`,
	},
];

/**
 * Makes three JPEG photos of products on a grey studio floor, with grain and with a camera's EXIF
 * data, in a folder that is made if need be.
 */
export async function makeSamplePhotos(folder: string): Promise<Photo[]> {
	mkdirSync(folder, { recursive: true });
	return await Promise.all(
		products.map(async (product) => {
			const path = join(folder, product.name);
			await takePhoto(product, path);
			return { name: product.name, path, mediaType: 'image/jpeg' };
		}),
	);
}

async function takePhoto({ taken, colour, shape }: Product, path: string): Promise<void> {
	const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 800 600">
		<defs>
			<linearGradient id="body" x1="0" x2="1"><stop offset="0" stop-color="${colour}" stop-opacity=".75"/>
				<stop offset=".3" stop-color="#fff"/><stop offset=".42" stop-color="${colour}"/>
				<stop offset="1" stop-color="#151515"/></linearGradient>
			<filter id="soft" x="-20%" y="-200%" width="140%" height="500%"><feGaussianBlur stdDeviation="14"/></filter>
		</defs>
		<rect width="800" height="600" fill="#c9c9c6"/>
		<ellipse cx="430" cy="545" rx="230" ry="30" fill="#000" opacity=".35" filter="url(#soft)"/>
		${shape}
	</svg>`;
	const grain = await sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#808080',
			noise: { type: 'gaussian', mean: 128, sigma: 5 },
		},
	})
		.png()
		.toBuffer();
	await sharp(Buffer.from(scene))
		.flatten({ background: '#c9c9c6' })
		.composite([{ input: grain, blend: 'soft-light' }])
		.withExif({
			IFD0: { Make: 'Example', Model: 'Example Studio Camera', ImageDescription: 'Product photo' },
			IFD2: { DateTimeOriginal: taken, ISOSpeedRatings: '100', FocalLength: '85/1' },
		})
		.jpeg({ quality: 90 })
		.toFile(path);
}
