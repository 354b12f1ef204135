export { DetailSkeleton as default } from "@/components/shell/detail-skeleton";
